import { eitherWay, judged, reliedOn, type Judged } from "./assumptions";
import { onlyImport } from "./assumptions/onlyImport";
import { fieldSections } from "./fieldSections";
import { headerLines } from "./headers";
import { ShownNames } from "./names";
import { isAnswer, probes, type Observations, type Observed, type Probe } from "./observations";

export interface Product {
  readonly version: string;
  /** Where issues are filed. */
  readonly issues: string;
}

/** The report, line by line. Of what came in, it holds only names that `ShownNames` lets through. */
export function report(seen: Observations, { version, issues }: Product): readonly string[] {
  const names = new ShownNames(seen);
  return [
    `pulumi-northflank-check ${version}`,
    `Asked at ${seen.isLive ? "Northflank's own address" : "another address than Northflank's own"}, by paths ${seen.addon.teamId === undefined ? "without" : "with"} a team.`,
    "",
    "Requests, all of them GET, and the status of each response:",
    ...Object.entries(seen.answers).map(
      ([probe, observed]) => `  ${statusOf(observed)}  ${probes[probe as Probe]}`,
    ),
    "",
    ...headerLines(seen, names),
    ...fieldSections(seen.answers, names),
    "What pulumi-northflank relies on:",
    ...judged(reliedOn, seen).map(findingLine),
    "",
    "What it copes with either way:",
    ...judged(eitherWay, seen).map(findingLine),
    "",
    "What no GET request can tell, but these would:",
    ...Object.values(onlyImport).map((sentence) => `  ${sentence}`),
    "",
    `This output contains no values. Please paste it into an issue: ${issues}`,
  ];
}

const statusOf = (observed: Observed): string => (isAnswer(observed) ? String(observed.status) : "---");

const findingLine = ({ claim, is, remark }: Judged): string =>
  `  ${is.padEnd(17)}  ${claim}${remark === undefined ? "" : `: ${remark}`}.`;
