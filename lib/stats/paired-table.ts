/** What pairs of yes/no outcomes come to. `first` is the treated arm, `second` the control. */
export interface PairedTable {
  both: number;
  onlyFirst: number;
  onlySecond: number;
  neither: number;
}

export function tabulatePairs(pairs: readonly { first: boolean; second: boolean }[]): PairedTable {
  const count = (first: boolean, second: boolean) =>
    pairs.filter((pair) => pair.first === first && pair.second === second).length;
  return {
    both: count(true, true),
    onlyFirst: count(true, false),
    onlySecond: count(false, true),
    neither: count(false, false),
  };
}

export const tableSize = (table: PairedTable): number =>
  table.both + table.onlyFirst + table.onlySecond + table.neither;
