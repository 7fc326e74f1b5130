/** What the reference of the script API tells of: docs/api.md is made from the comments of all this. */
export type { ActOptions, Action } from './actions.ts';
export type { ActionCalls } from './calls/actions.ts';
export type { AddBackboneOptions, BackboneCalls } from './calls/backbones.ts';
export type { DataCalls, Work } from './calls/data.ts';
export type { ExportCalls } from './calls/exports.ts';
export type { LikenessCalls, MistakennessForm, ScoreCalls, SimilarTo } from './calls/insights.ts';
export type {
  AddedTable,
  EditCalls,
  EditTarget,
  HistoryStep,
  HoldOutOptions,
  NoiseCalls,
  TableCalls,
} from './calls/labels.ts';
export type { ProjectCalls, SaveProjectOptions } from './calls/projects.ts';
export type { OtherReviewer, ReviewerCalls } from './calls/reviewers.ts';
export type { ReviewCalls } from './calls/reviews.ts';
export type { Numbers, RunCalls, RunPredictions } from './calls/runs.ts';
export type { ViewCalls } from './calls/views.ts';
export type { FindSuspectsOptions, FindSuspectsStep, Suspects, WholeJobCalls } from './calls/whole-job.ts';
export type { Dataset } from './dataset.ts';
export type { Duplicates } from './duplicates.ts';
export type { Job } from './jobs.ts';
export type { Look } from './look.ts';
export type { EmbeddingMap, Maps } from './maps.ts';
export type { PendingBackbone } from './pending-backbone.ts';
export type { PendingImport } from './pending-import.ts';
export type { Review } from './review.ts';
export type { Sample } from './sample.ts';
export type { Selection } from './selection.ts';
export type { Session } from './session.ts';
export type { Negatable, View } from './view.ts';
export type { ScoreRequest } from '../contracts/analyst.ts';
export type { ExportedFile, ExportOutline, OfferedFormat } from '../contracts/exporter.ts';
export type { ProjectContents } from '../contracts/projects.ts';
export type { HubSource, HuggingFaceOffer, ImportSource, PathedFile, Preview } from '../contracts/importer.ts';
export type { ModelOffer } from '../contracts/model-reader.ts';
export type { ProjectSize } from '../store/project-size.ts';
export type { BackendReport } from '../contracts/trainer.ts';
export type {
  BackboneSettings,
  BackboneTrial,
  ModelDescription,
  ModelTensor,
  OwnBackbone,
} from '../core/backbone/own-backbone.ts';
export type { DatasetInfo } from '../core/dataset/types.ts';
export type { Edit, UndoResult } from '../core/edits/edit.ts';
export type { ExportOptions } from '../core/exports/export-format.ts';
export type { ExportFormatId } from '../core/exports/formats.ts';
export type { HubConfig, HubFile, HubName } from '../core/formats/hugging-face.ts';
export type { ImportChoices, Outline, RandomSplit, Survey } from '../core/import/choices.ts';
export type { Quality } from '../core/quality/qualities.ts';
export type { DuplicateGroup } from '../core/insights/duplicates.ts';
export type { LabelSummary } from '../core/insights/label-summary.ts';
export type { Expectation } from '../core/insights/belief.ts';
export type { DepthFigures } from '../core/insights/rank-curve.ts';
export type { ReviewerComparison } from '../core/review/reviewers.ts';
export type { RunComparison } from '../core/metrics/compare-runs.ts';
export type { PairedGain } from '../core/metrics/paired-gain.ts';
export type { RankingQuality } from '../core/metrics/ranking.ts';
export type { Recipe } from '../core/training/recipe.ts';
export type { EpochFigures, ImportedRun, Run } from '../core/training/run.ts';
export type { NumberRows, OutsideColumn, OutsideTable } from '../core/tables/outside-table.ts';
export type { TableMapping, TableQuestion } from '../core/tables/table-mapping.ts';
export type { SavedView } from '../core/views/saved-view.ts';
export type { NoiseOptions, RecipeSuggestion, TrainOptions } from '../tasks/options.ts';
export type { RankingReport } from '../tasks/ranking.ts';
