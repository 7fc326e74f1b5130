/**
 * The value that would stand at a place if the values were sorted. Costs a few passes over ever fewer of them: quickselect, the pivot
 * the median of three (Hoare, Algorithm 65: Find, 1961).
 * @param values none NaN; reordered in place @param place 0 … values.length − 1
 */
export function nthLowest(values: Float64Array, place: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = medianOf(values[low], values[(low + high) >> 1], values[high]);
    let i = low;
    let j = high;
    while (i <= j) {
      while (values[i] < pivot) i++;
      while (values[j] > pivot) j--;
      if (i > j) break;
      const moved = values[i];
      values[i++] = values[j];
      values[j--] = moved;
    }
    if (place <= j) high = j;
    else if (place >= i) low = i;
    else return values[place];
  }
  return values[place];
}

const medianOf = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
