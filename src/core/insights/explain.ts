import { argmax } from './softmax.ts';

/** What is known of one sample and its label; what is absent gives no fact. */
export interface Evidence {
  /** Names of the k classes. */
  classes: readonly string[];
  /** The label judged. */
  given: number;
  /** k probabilities by the network. */
  probabilities: ArrayLike<number>;
  /** Which fold the probabilities come from, counted from 1, if its network never saw the sample. */
  unseenByFold?: number;
  /** In how many of the epochs that it was in training predicted another class than the given one. */
  epochs?: { wrong: number; all: number };
  /** Labels of its nearest neighbours by features, itself left out. */
  neighbours?: ArrayLike<number>;
  /** P(given | true), k×k row-major, as estimated for this data set (transition.ts). */
  transition?: ArrayLike<number>;
}

/** One reason to doubt a label, or to believe it. */
export interface Fact {
  /** A whole sentence, class names in “quotes”. */
  text: string;
  /** How much it says, and for which side: −1 (the label is right) … 1 (it is wrong). */
  strength: number;
}

/** A confusion is called common, or uncommon, from this many times the mean of all confusions on. */
const COMMON = 2;
const UNCOMMON = 0.5;

/** Share of a true class below which no confusion is called common, whatever the others are. */
const RARE = 0.02;

/**
 * The few facts that explain a sample's rank, the strongest first.
 * @throws RangeError where there are not as many probabilities as classes, or the given label is none of them
 */
export function explain(evidence: Evidence): Fact[] {
  const { classes, given, probabilities } = evidence;
  if (probabilities.length !== classes.length || !(given < classes.length)) {
    throw new RangeError(
      `${probabilities.length} probabilities and label ${given} do not fit ${classes.length} classes`,
    );
  }
  if (Number.isNaN(probabilities[0])) return [];
  const predicted = argmax(probabilities);
  const facts = [
    tellProbability(evidence, predicted),
    tellEpochs(evidence),
    tellNeighbours(evidence, predicted),
    confusionFact(evidence, predicted),
  ].filter((fact) => fact !== null);
  return facts.sort((a, b) => Math.abs(b.strength) - Math.abs(a.strength));
}

function tellProbability({ classes, given, probabilities, unseenByFold }: Evidence, predicted: number): Fact {
  const who = unseenByFold === undefined ? 'The network' : `The network of fold ${unseenByFold}, which never saw it,`;
  const [forGiven, forPredicted] = [probabilities[given], probabilities[predicted]];
  const text =
    predicted === given
      ? `${who} agrees with “${classes[given]}” (${probability(forGiven)}).`
      : `${who} sees “${classes[predicted]}” (${probability(forPredicted)}) and gives “${classes[given]}” ${probability(forGiven)}.`;
  // Half way where two classes are equally likely.
  return { text, strength: 1 - (2 * forGiven) / (forGiven + largestOther(probabilities, given)) };
}

function largestOther(probabilities: ArrayLike<number>, given: number): number {
  let most = Number.MIN_VALUE;
  for (let c = 0; c < probabilities.length; c++) if (c !== given) most = Math.max(most, probabilities[c]);
  return most;
}

function tellEpochs({ classes, given, epochs }: Evidence): Fact | null {
  if (!epochs || epochs.all === 0) return null;
  const { wrong, all } = epochs;
  const name = `“${classes[given]}”`;
  const text =
    wrong === 0
      ? `Training saw ${name} in all of its ${all} epochs.`
      : `Training took it for something else than ${name} in ${wrong} of ${all} epochs.`;
  return { text, strength: (2 * wrong) / all - 1 };
}

function tellNeighbours({ classes, given, neighbours }: Evidence, predicted: number): Fact | null {
  if (!neighbours || neighbours.length === 0) return null;
  const counts = new Uint32Array(classes.length);
  for (let j = 0; j < neighbours.length; j++) if (neighbours[j] < classes.length) counts[neighbours[j]] += 1;
  // Of equal counts the predicted class is the one to name.
  const top = counts[predicted] === Math.max(...counts) ? predicted : argmax(counts);
  const all = neighbours.length;
  const most = `${counts[top]} of its ${all} nearest neighbours are labelled “${classes[top]}”`;
  const text = top === given ? `${most}, as it is.` : `${most}, ${counts[given]} “${classes[given]}”.`;
  return {
    text,
    strength:
      1 - (2 * counts[given]) / Math.max(1, counts[given] + counts[top === given ? runnerUp(counts, given) : top]),
  };
}

function runnerUp(counts: Uint32Array, given: number): number {
  let best = given === 0 ? counts.length - 1 : 0;
  for (let c = 0; c < counts.length; c++) if (c !== given && counts[c] > counts[best]) best = c;
  return best;
}

/** A fact only where the confusion is much more or less common than the mean; its strength is that of the ratio, 1 from tenfold on. */
function confusionFact({ classes, given, transition }: Evidence, predicted: number): Fact | null {
  const k = classes.length;
  if (!transition || predicted === given || k < 3) return null;
  const rate = transition[predicted * k + given];
  let sum = 0;
  for (let t = 0; t < k; t++) for (let g = 0; g < k; g++) if (g !== t) sum += transition[t * k + g];
  const ratio = rate / (sum / (k * (k - 1)));
  if (!(ratio >= COMMON || ratio <= UNCOMMON)) return null;
  const pair = `“${classes[predicted]}” labelled “${classes[given]}”`;
  const percent = `${(rate * 100).toFixed(rate < 0.0995 ? 1 : 0)} % of them by estimate`;
  const common = rate < RARE ? 'likelier here than most mistakes, yet rare' : 'a common mistake here';
  const text = `${pair} is ${ratio >= COMMON ? common : 'an uncommon mistake here'}: ${percent}.`;
  return { text, strength: Math.max(-1, Math.min(1, Math.log10(Math.max(ratio, 1e-6)))) };
}

/** “p = 0.970”, “p < 0.001”. */
const probability = (value: number): string => (value < 0.001 ? 'p < 0.001' : `p = ${value.toFixed(3)}`);
