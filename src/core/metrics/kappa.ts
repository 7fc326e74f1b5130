/** How often two gave the same samples the same labels: two persons, or a network and the labels. */
export class LabelPairs {
  /** Samples that both gave a label. */
  count = 0;
  /** Of those, how many the same one. */
  agreeing = 0;
  private readonly first = new Map<number, number>();
  private readonly second = new Map<number, number>();

  /** Counts a sample. */
  add(first: number, second: number): void {
    this.count += 1;
    this.agreeing += Number(first === second);
    this.first.set(first, (this.first.get(first) ?? 0) + 1);
    this.second.set(second, (this.second.get(second) ?? 0) + 1);
  }

  /** The share that would be alike by chance, as often as each gives each label: 0 … 1, NaN without a sample. */
  get chance(): number {
    let chance = this.count === 0 ? NaN : 0;
    for (const [label, count] of this.first)
      chance += (count / this.count) * ((this.second.get(label) ?? 0) / this.count);
    return chance;
  }

  /**
   * Cohen's kappa (A Coefficient of Agreement for Nominal Scales, 1960): agreement beyond chance.
   * @param share that is alike; without it the one that was counted
   * @returns −1 … 1, 0 at chance; NaN without a sample, and where both gave every sample the same one label
   */
  kappa(share = this.agreeing / this.count): number {
    const { chance } = this;
    return chance === 1 ? NaN : (share - chance) / (1 - chance);
  }
}
