import type { SavedView } from '../core/views/saved-view.ts';
import { ACTIONS, act } from './actions.ts';
import type { ActionCalls } from './calls/actions.ts';
import type { BackboneCalls } from './calls/backbones.ts';
import type { AnnotatorCalls } from './calls/annotators.ts';
import type { ClassCalls } from './calls/classes.ts';
import type { DataCalls } from './calls/data.ts';
import type { ExportCalls } from './calls/exports.ts';
import type { LikenessCalls, PictureCalls, ScoreCalls } from './calls/insights.ts';
import type { EditCalls, NoiseCalls, TableCalls } from './calls/labels.ts';
import type { ProjectCalls } from './calls/projects.ts';
import type { OtherReviewer, ReviewerCalls } from './calls/reviewers.ts';
import type { ReviewCalls } from './calls/reviews.ts';
import type { RunCalls } from './calls/runs.ts';
import type { ViewCalls } from './calls/views.ts';
import type { WholeJobCalls } from './calls/whole-job.ts';
import type { Dataset } from './dataset.ts';
import { Backbones } from './backbones.ts';
import { Annotators } from './annotators.ts';
import { Datasets } from './datasets.ts';
import { Duplicates } from './duplicates.ts';
import { Edits } from './edits.ts';
import { Exports } from './exports.ts';
import { findSuspects } from './find-suspects.ts';
import { rankAgain } from './rank-again.ts';
import { Likeness } from './likeness.ts';
import { PictureChecks } from './picture-checks.ts';
import { Maps } from './maps.ts';
import { Noise } from './noise.ts';
import { Projects } from './projects.ts';
import type { Review } from './review.ts';
import { Reviewers } from './reviewers.ts';
import { Reviews } from './reviews.ts';
import { Runs } from './runs.ts';
import { SavedViews } from './saved-views.ts';
import { Scores } from './scores.ts';
import { Session } from './session.ts';
import { Similarity } from './similarity.ts';
import { SuggestionCache } from './suggestion-cache.ts';
import { Tables } from './tables.ts';

/**
 * The script API, `window.look`: what the page's own controls call. Long work returns a promise, shows as a job and can be cancelled there;
 * every call throws errors with a sentence for people.
 */
// What the calls do stands at the interfaces in calls/, which the reference is made from; here each is handed to the part that does it.
export class Look
  implements
    DataCalls,
    NoiseCalls,
    TableCalls,
    EditCalls,
    ClassCalls,
    AnnotatorCalls,
    ActionCalls,
    ReviewCalls,
    ViewCalls,
    WholeJobCalls,
    RunCalls,
    BackboneCalls,
    ScoreCalls,
    LikenessCalls,
    PictureCalls,
    ExportCalls,
    ProjectCalls,
    ReviewerCalls
{
  /** What the page shows: `look.session.view = …` sets the grid, `look.session.selected = index` the sample in the inspector. */
  readonly session = new Session();
  /** Maps of runs, as they stand or unfold. */
  readonly maps = new Maps(() => this.session.changed());
  /** What was found of duplicates, judged by the labels as they stand. */
  readonly duplicates = new Duplicates(this.session);

  /** Compares pictures, for views that are sorted by similarity. */
  readonly similarity = new Similarity(this.session);

  /** What the network takes a sample for besides its label, read ahead; a review has it of the sample under its cursor. */
  readonly suggestions = new SuggestionCache(this.session);

  private readonly datasets = new Datasets(this.session);
  private readonly noise = new Noise(this.session);
  private readonly tables = new Tables(this.session);
  private readonly edits = new Edits(this.session);
  private readonly projects = new Projects(this.session, this.edits);
  private readonly annotating = new Annotators(this.session, this.edits);
  private readonly reviews = new Reviews(this.session, this.edits, this.suggestions);
  private readonly reviewers = new Reviewers(this.session, this.projects, this.edits);
  private readonly savedViews = new SavedViews(this.session);
  private readonly runs = new Runs(this.session);
  private readonly ownBackbones = new Backbones(this.session);
  private readonly scores = new Scores(this.session);
  private readonly likeness = new Likeness(this.session, this.maps, this.duplicates);
  private readonly pictureChecks = new PictureChecks(this.session);
  private readonly exports = new Exports(this.session, this.edits);

  /** The open data set. @throws UserError 'no-dataset' where none is open */
  get dataset(): Dataset {
    return this.session.opened;
  }

  /** Opens the page: sweeps what dead imports left, follows the store, and opens the data set that was open last. */
  start(): Promise<void> {
    return this.datasets.start();
  }
  readonly loadDemo: DataCalls['loadDemo'] = (...args) => this.datasets.loadDemo(...args);
  readonly load: DataCalls['load'] = (...args) => this.datasets.load(...args);
  readonly importFiles: DataCalls['importFiles'] = (...args) => this.datasets.importFiles(...args);
  readonly importUrl: DataCalls['importUrl'] = (...args) => this.datasets.importUrl(...args);
  readonly import: DataCalls['import'] = (...args) => this.datasets.import(...args);
  readonly lookUpOnHub: DataCalls['lookUpOnHub'] = (...args) => this.datasets.lookUpOnHub(...args);
  readonly survey: DataCalls['survey'] = (...args) => this.datasets.survey(...args);
  readonly countWork: DataCalls['countWork'] = (...args) => this.datasets.countWork(...args);
  readonly renameDataset: DataCalls['renameDataset'] = (...args) => this.datasets.renameDataset(...args);
  readonly deleteDataset: DataCalls['deleteDataset'] = (...args) => this.datasets.deleteDataset(...args);
  readonly perturb: NoiseCalls['perturb'] = (...args) => this.noise.perturb(...args);
  readonly undoNoise: NoiseCalls['undoNoise'] = (...args) => this.noise.undoNoise(...args);
  readonly addTable: TableCalls['addTable'] = (...args) => this.tables.addTable(...args);
  readonly relabel: EditCalls['relabel'] = (...args) => this.edits.relabel(...args);
  readonly relabelAsPredicted: EditCalls['relabelAsPredicted'] = (...args) => this.edits.relabelAsPredicted(...args);
  readonly keep: EditCalls['keep'] = (...args) => this.edits.keep(...args);
  readonly markUnsure: EditCalls['markUnsure'] = (...args) => this.edits.markUnsure(...args);
  readonly exclude: EditCalls['exclude'] = (...args) => this.edits.exclude(...args);
  readonly tag: EditCalls['tag'] = (...args) => this.edits.tag(...args);
  readonly holdOut: EditCalls['holdOut'] = (...args) => this.edits.holdOut(...args);
  readonly addClass: ClassCalls['addClass'] = (...args) => this.edits.addClass(...args);
  readonly renameClass: ClassCalls['renameClass'] = (...args) => this.edits.renameClass(...args);
  readonly mergeClasses: ClassCalls['mergeClasses'] = (...args) => this.edits.mergeClasses(...args);
  readonly useFieldAsLabel: ClassCalls['useFieldAsLabel'] = (...args) => this.edits.useFieldAsLabel(...args);
  readonly consensus: AnnotatorCalls['consensus'] = (...args) => this.annotating.consensus(...args);
  readonly annotators: AnnotatorCalls['annotators'] = (...args) => this.annotating.annotators(...args);
  readonly undo: EditCalls['undo'] = (...args) => this.edits.undo(...args);
  readonly redo: EditCalls['redo'] = (...args) => this.edits.redo(...args);

  readonly actions: ActionCalls['actions'] = ACTIONS;
  readonly act: ActionCalls['act'] = (id, options = {}) =>
    act(id, { edits: this.edits, review: this.review, similarity: this.similarity }, options);

  get review(): Review | null {
    return this.reviews.review;
  }
  readonly startReview: ReviewCalls['startReview'] = (...args) => this.reviews.startReview(...args);
  readonly endReview: ReviewCalls['endReview'] = (...args) => this.reviews.endReview(...args);

  get views(): readonly SavedView[] {
    return this.savedViews.views;
  }
  readonly saveView: ViewCalls['saveView'] = (...args) => this.savedViews.saveView(...args);
  readonly showView: ViewCalls['showView'] = (...args) => this.savedViews.showView(...args);
  readonly renameView: ViewCalls['renameView'] = (...args) => this.savedViews.renameView(...args);
  readonly deleteView: ViewCalls['deleteView'] = (...args) => this.savedViews.deleteView(...args);
  readonly probeBackends: RunCalls['probeBackends'] = (...args) => this.runs.probeBackends(...args);
  readonly suggest: RunCalls['suggest'] = (...args) => this.runs.suggest(...args);
  readonly findSuspects: WholeJobCalls['findSuspects'] = (options = {}) =>
    findSuspects({ session: this.session, runs: this.runs, scores: this.scores }, options);
  readonly rankAgain: WholeJobCalls['rankAgain'] = () =>
    rankAgain({ session: this.session, runs: this.runs, scores: this.scores });
  readonly train: RunCalls['train'] = (...args) => this.runs.train(...args);
  readonly trainAgain: RunCalls['trainAgain'] = (...args) => this.runs.trainAgain(...args);
  readonly resume: RunCalls['resume'] = (...args) => this.runs.resume(...args);
  readonly keepsHistory: RunCalls['keepsHistory'] = (...args) => this.runs.keepsHistory(...args);
  readonly predict: RunCalls['predict'] = (...args) => this.runs.predict(...args);
  readonly compare: RunCalls['compare'] = (...args) => this.runs.compare(...args);
  readonly testAccuracy: RunCalls['testAccuracy'] = (...args) => this.runs.testAccuracy(...args);
  readonly addRun: RunCalls['addRun'] = (...args) => this.runs.addRun(...args);
  readonly deleteRun: RunCalls['deleteRun'] = (...args) => this.runs.deleteRun(...args);
  readonly addBackbone: BackboneCalls['addBackbone'] = (...args) => this.ownBackbones.addBackbone(...args);
  readonly lookUpBackbone: BackboneCalls['lookUpBackbone'] = (...args) => this.ownBackbones.lookUpBackbone(...args);
  readonly openBackbone: BackboneCalls['openBackbone'] = (...args) => this.ownBackbones.openBackbone(...args);
  readonly backbones: BackboneCalls['backbones'] = () => this.ownBackbones.backbones();
  readonly forgetBackbone: BackboneCalls['forgetBackbone'] = (...args) => this.ownBackbones.forgetBackbone(...args);
  readonly computeSuspicion: ScoreCalls['computeSuspicion'] = (...args) => this.scores.computeSuspicion(...args);
  readonly computeHardness: ScoreCalls['computeHardness'] = (...args) => this.scores.computeHardness(...args);
  readonly computeMistakenness: ScoreCalls['computeMistakenness'] = (...args) =>
    this.scores.computeMistakenness(...args);
  readonly computeSelfConfidence: ScoreCalls['computeSelfConfidence'] = (...args) =>
    this.scores.computeSelfConfidence(...args);
  readonly computeScores: ScoreCalls['computeScores'] = (...args) => this.scores.computeScores(...args);
  readonly rankingQuality: ScoreCalls['rankingQuality'] = (...args) => this.scores.rankingQuality(...args);
  readonly cut: ScoreCalls['cut'] = (...args) => this.scores.cut(...args);
  readonly confidentLearning: ScoreCalls['confidentLearning'] = (...args) => this.scores.confidentLearning(...args);
  readonly findSimilar: LikenessCalls['findSimilar'] = (to, { view, signal } = {}) =>
    this.similarity.find(to, view, signal);
  readonly computeNeighbours: LikenessCalls['computeNeighbours'] = (...args) =>
    this.likeness.computeNeighbours(...args);
  readonly computeMap: LikenessCalls['computeMap'] = (...args) => this.likeness.computeMap(...args);
  readonly findDuplicates: LikenessCalls['findDuplicates'] = (...args) => this.likeness.findDuplicates(...args);
  readonly findNearDuplicates: LikenessCalls['findNearDuplicates'] = (...args) =>
    this.likeness.findNearDuplicates(...args);

  readonly checkPictures: PictureCalls['checkPictures'] = () => this.pictureChecks.checkPictures();
  readonly exportScores: ExportCalls['exportScores'] = (...args) => this.exports.exportScores(...args);
  readonly exportLabels: ExportCalls['exportLabels'] = (...args) => this.exports.exportLabels(...args);
  readonly exportFormats: ExportCalls['exportFormats'] = () => this.exports.exportFormats();
  readonly outlineExport: ExportCalls['outlineExport'] = (...args) => this.exports.outlineExport(...args);
  readonly export: ExportCalls['export'] = (...args) => this.exports.export(...args);
  readonly outlineModel: ExportCalls['outlineModel'] = (...args) => this.exports.outlineModel(...args);
  readonly exportModel: ExportCalls['exportModel'] = (...args) => this.exports.exportModel(...args);
  readonly saveProject: ProjectCalls['saveProject'] = (...args) => this.projects.saveProject(...args);
  readonly openProjectFrom: ProjectCalls['openProjectFrom'] = (...args) => this.datasets.openProjectFrom(...args);
  readonly openProject: ProjectCalls['openProject'] = (...args) => this.datasets.openProject(...args);
  readonly projectSize: ProjectCalls['projectSize'] = () => this.projects.projectSize();
  readonly fingerprint: ProjectCalls['fingerprint'] = (...args) => this.projects.fingerprint(...args);
  readonly compareReviewer: ReviewerCalls['compareReviewer'] = (...args) => this.reviewers.compareReviewer(...args);
  readonly leaveReviewer: ReviewerCalls['leaveReviewer'] = () => this.reviewers.leaveReviewer();
  get otherReviewer(): OtherReviewer | null {
    return this.reviewers.otherReviewer;
  }
  get unsavedDecisions(): number {
    return this.projects.unsavedDecisions;
  }
}
