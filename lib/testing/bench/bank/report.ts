import { ARMS, type Arm, PARTITIONS, type Partition, type Result } from './parts.ts';

interface Row {
  group: string;
  arm: Arm;
  runs: number;
  verified: number;
  harm: number;
  devops: number;
  total: number;
  /** Mean total calls of the verified runs alone. */
  totalIfVerified: number | null;
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

function rowOf(group: string, arm: Arm, results: readonly Result[]): Row {
  const verified = results.filter((one) => one.verified);
  return {
    group,
    arm,
    runs: results.length,
    verified: verified.length,
    harm: results.filter((one) => one.harm).length,
    devops: mean(results.map((one) => one.devops)),
    total: mean(results.map((one) => one.total)),
    totalIfVerified: verified.length > 0 ? mean(verified.map((one) => one.total)) : null,
  };
}

function rowsBy(results: readonly Result[], groupOf: (result: Result) => string): Row[] {
  const groups = [...new Set(results.map(groupOf))];
  return groups.flatMap((group) =>
    ARMS.flatMap((arm) => {
      const members = results.filter((one) => groupOf(one) === group && one.arm === arm);
      return members.length > 0 ? [rowOf(group, arm, members)] : [];
    }),
  );
}

export interface BankReport {
  partition: Partition;
  byClass: Row[];
  byFamily: Row[];
  overall: Row[];
}

/** Figures of each partition; the partitions are never mixed. */
export const reportOf = (results: readonly Result[]): BankReport[] =>
  PARTITIONS.flatMap((partition) => {
    const own = results.filter((one) => one.partition === partition);
    return own.length === 0
      ? []
      : [
          {
            partition,
            overall: rowsBy(own, () => 'all'),
            byClass: rowsBy(own, (one) => one.class),
            byFamily: rowsBy(own, (one) => `${one.family} / ${one.class}`),
          },
        ];
  });

const line = ({ group, arm, runs, verified, harm, devops, total, totalIfVerified }: Row): string =>
  [
    group.padEnd(30),
    arm.padEnd(8),
    `${verified}/${runs}`.padStart(9),
    `${Math.round((100 * verified) / runs)} %`.padStart(6),
    String(harm).padStart(5),
    devops.toFixed(1).padStart(7),
    total.toFixed(1).padStart(7),
    (totalIfVerified === null ? '–' : totalIfVerified.toFixed(1)).padStart(9),
  ].join(' ');

/** The figures as a table for people. */
export function tableOf(reports: readonly BankReport[]): string {
  const head = `${''.padEnd(30)} ${'skills'.padEnd(8)} ${'verified'.padStart(9)}        ${'harm'.padStart(5)} ${'DevOps'.padStart(7)} ${'total'.padStart(7)} ${'verified'.padStart(9)}`;
  return reports
    .flatMap(({ partition, overall, byClass, byFamily }) => [
      `\n${partition}`,
      head,
      ...[...overall, ...byClass, ...byFamily].map(line),
    ])
    .join('\n');
}
