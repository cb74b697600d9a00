import { cpus, totalmem } from "node:os";
import { table } from "../../docs/table";
import { shown } from "./chart";
import type { Growth } from "./growth";
import { operations, rowIds, rows, type RowId, type Setting } from "./measurement";
import { chargedImports, type Charges } from "./requests";
import { summaryOf, type Measure, type Result, type Spread } from "./summary";
import type { Verdict } from "./targets";

export interface Circumstances {
  readonly command: string;
  readonly engine: string;
  readonly date: string;
  readonly versions: Readonly<Record<string, string>>;
}

export interface Findings {
  readonly results: readonly Result[];
  readonly verdicts: readonly Verdict[];
  readonly charges: readonly Charges[];
  readonly growth: readonly Growth[];
}

const measures: readonly { readonly measure: Measure; readonly title: string }[] = [
  { measure: "wallSeconds", title: "wall, s" },
  { measure: "cpuSeconds", title: "CPU, s" },
  { measure: "peakMiB", title: "memory, MiB" },
  { measure: "providerPeakMiB", title: "of the provider" },
  { measure: "requests", title: "requests" },
  { measure: "connections", title: "connections" },
  { measure: "noticedAfterSeconds", title: "end noticed after, s" },
  { measure: "stateBytes", title: "state, bytes each" },
  { measure: "providerBytes", title: "`__provider`, bytes each" },
  { measure: "importsPerAsked", title: "**imports started per asked**" },
];

export function reportOf(findings: Findings, circumstances: Circumstances): string {
  const { results, verdicts, charges, growth } = findings;
  return [
    "# Benchmarks",
    `Written by \`${circumstances.command}\` on ${circumstances.date}, from its own measurements.`,
    machineTable(circumstances),
    "Every row imports the same backups into a simulated Northflank on the same machine; its own cost is not counted, but " +
      "the two cores are shared. A number is the median, with the least and the most in brackets. The order of the rows changes " +
      "with every round, and ratios are formed within a round, because the speed of the machine drifts. CPU time is that of all " +
      "processes that a row starts, memory the largest sum of them at one moment.",
    "The rows:",
    Object.entries(rows)
      .map(([row, what]) => `- **${row}**: ${what}`)
      .join("\n"),
    "## Targets",
    table(
      ["", "imports", "circumstances", "measured", "limit", "met"],
      verdicts.map(({ what, setting, measured, limit, isMet, reason }) => [
        what,
        String(setting.imports),
        inWords(setting),
        spread(measured),
        shown(limit),
        isMet ? "yes" : ["no", ...(reason === undefined ? [] : [reason])].join(": "),
      ]),
    ),
    "## Requests",
    `The account's quota is 1000 requests an hour. This is what ${chargedImports} imports on one addon are charged, and how often a user ` +
      "has to run it; in the provider process alone, with requests of 50 ms, 16 at a time for `up` and `destroy`.",
    table(
      ["", "backups on the addon", "`up`", "`refresh`", "`destroy`"],
      charges.map(({ circumstances: name, backups, up, refresh, destroy }) => [
        name,
        String(backups),
        ...[up, refresh, destroy].map(({ requests, runs }) =>
          runs === 1 ? String(requests) : `${requests} in ${runs} runs`,
        ),
      ]),
    ),
    ...results.flatMap(caseOf),
    "## How the cost grows",
    "So many imports of ten minutes wait at the same time, a thousand on each addon at most, in one provider process, by a " +
      "clock that jumps from one poll to the next. The simulated Northflank runs in the same process and is counted, too.",
    table(
      ["imports", "requests", "CPU, s", "memory, MiB"],
      growth.map(({ imports, requests, cpuSeconds, peakMiB }) => [
        String(imports),
        String(requests),
        shown(cpuSeconds),
        shown(peakMiB),
      ]),
    ),
    "![How the cost grows](benchmarks/growth.svg)",
    "",
  ].join("\n\n");
}

function machineTable({ engine, versions }: Circumstances): string {
  const [processor] = cpus();
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const machine = `${cpus().length} × ${processor?.model.trim() ?? "unknown"}, ${memory}, ${process.platform} ${process.arch}`;
  return table(
    ["", ""],
    [
      ["machine", machine],
      ["Pulumi's engine", engine],
      ...Object.entries(versions).map(([name, version]) => [name, version]),
    ],
  );
}

function caseOf(result: Result, index: number): string[] {
  const { setting } = result.plan;
  const tables = operations.flatMap((operation) => {
    const present = rowIds.filter((row) => summaryOf(result, row, operation, "wallSeconds") !== undefined);
    if (present.length === 0) return [];
    const columns = measures.filter(({ measure }) =>
      present.some((row) => summaryOf(result, row, operation, measure) !== undefined),
    );
    const cells = (row: RowId): string[] =>
      columns.map(({ measure }) => spread(summaryOf(result, row, operation, measure)));
    return [
      `\`${operation}\`:`,
      table(
        ["", ...columns.map(({ title }) => title)],
        present.map((row) => [row, ...cells(row)]),
      ),
    ];
  });
  return [`## ${titleOf(setting)}`, `![${titleOf(setting)}](${chartFile(index)})`, ...tables];
}

export const chartFile = (index: number): string => `benchmarks/case-${index + 1}.svg`;

export const titleOf = (setting: Setting): string =>
  `${setting.imports} import${setting.imports === 1 ? "" : "s"}, ${inWords(setting)}`;

function inWords({ latencyMs, importSeconds, lostResponses, parallel }: Setting): string {
  const lost = lostResponses === 0 ? [] : [`${lostResponses * 100} % of the responses lost`];
  return [
    `${parallel} at a time`,
    `requests of ${latencyMs} ms`,
    `imports of ${importSeconds} s`,
    ...lost,
  ].join(", ");
}

function spread(value: Spread | undefined): string {
  if (value === undefined) return "";
  const { median, min, max } = value;
  return min === max ? shown(median) : `${shown(median)} (${shown(min)} to ${shown(max)})`;
}
