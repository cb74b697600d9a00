import type { Environment } from "../configKeys";
import { automaticName } from "../import/backupName";
import {
  contextKey,
  derivedNames,
  readInputs,
  type CheckedInputs,
  type ResourceContext,
} from "../inputs/checkedInputs";
import { givenSource, givenSources, type GivenSource } from "../inputs/givenSource";
import { differs, importNames, rowOf } from "../inputs/table";
import { problemsOf } from "../inputs/validation";
import { canonical, hasUnknown, sameValue, unknownValue, withoutAbsent, type Values } from "../inputs/values";
import { keepOrCompute } from "../source/fingerprint";
import { before, inputChanges, type InputChanges } from "./inputChanges";
import { sourceWarnings } from "./sourceWarnings";

export interface CheckSurroundings {
  readonly env: Environment;
  /** The configuration's team, for resources that set none. */
  readonly teamId?: string | undefined;
}

export interface Checked {
  readonly inputs: CheckedInputs;
  readonly problems: readonly string[];
  /** Not errors, but they may surprise the user later. */
  readonly warnings: readonly string[];
  readonly changes: InputChanges;
}

/**
 * Checks the inputs and adds the source's fingerprint, the name and the team. Pure. The old inputs are empty for a
 * new resource and for the second check before a replacement.
 */
export function checkInputs(
  oldValues: Values,
  news: Values,
  { env, teamId }: CheckSurroundings,
  context?: ResourceContext,
): Checked {
  const values = programInputs(news);
  const sources = givenSources(values, env);
  const [given] = sources;
  const problems = [...problemsOf(values, sources), ...triggerProblems(oldValues, values)];
  if (problems.length > 0) return { inputs: values, problems, warnings: [], changes: { watched: [] } };

  const olds = readInputs(oldValues);
  const program = readInputs(values);
  const old = givenSource(olds, env);
  const resolved: CheckedInputs = withoutAbsent({
    ...program,
    teamId: program.teamId ?? teamId,
    sourceFingerprint: fingerprint(olds, old, given),
  });
  const inputs: CheckedInputs = withoutAbsent({ ...resolved, ...naming(olds, resolved, context) });
  const changes = inputChanges(olds, inputs, env, context);
  const warnings = sourceWarnings({
    given,
    fingerprint: inputs.sourceFingerprint,
    oldFingerprint: olds.sourceFingerprint,
    replaced:
      changes.watched.length > 0 || isAnotherImport(olds, inputs)
        ? undefined
        : given && before(old, given.kind),
  });
  // An adopted backup needs no source.
  return { inputs, problems, warnings: inputs.adoptBackupId === undefined ? warnings : [], changes };
}

/** The inputs as the program wrote them, without what an earlier check added and `ignoreChanges` brought back. */
function programInputs(news: Values): Values {
  const internal = new Set<string>(["__provider", contextKey, ...derivedNames]);
  return withoutAbsent(Object.fromEntries(Object.entries(news).filter(([name]) => !internal.has(name))));
}

const isAnotherImport = (olds: CheckedInputs, inputs: CheckedInputs): boolean =>
  [...importNames.target, importNames.name, ...importNames.options].some((name) =>
    differs(name, olds, inputs),
  );

/** Rejects an empty object only for a new resource: an existing one may keep what it was created with. */
function triggerProblems(olds: Values, { triggers }: CheckedInputs): string[] {
  const isNew = Object.keys(olds).length === 0;
  return isNew &&
    typeof triggers === "object" &&
    triggers !== null &&
    Object.values(triggers).some(holdsNothing)
    ? [emptyTrigger]
    : [];
}

/** Pulumi turns a Date inside an Output, or any other object that is not plain data, into an empty object. */
const holdsNothing = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  ((!Array.isArray(value) && Object.keys(value).length === 0) || Object.values(value).some(holdsNothing));

const emptyTrigger =
  "triggers contains an empty object, which is what a Date, a Map or the like inside an Output becomes, so " +
  "changing it would import nothing; put a string in the Output instead, such as a Date's toISOString()";

function fingerprint(
  { sourceFingerprint: oldFingerprint }: CheckedInputs,
  old: GivenSource | undefined,
  given: GivenSource | undefined,
): string | undefined {
  if (given === undefined) return oldFingerprint;
  const { kind, source: now, variable } = given;
  const kept = old?.kind === kind ? oldFingerprint : undefined;
  if (now === undefined) return variable === undefined ? unknownValue : kept;
  return keepOrCompute({ before: before(old, kind), oldFingerprint: kept, now });
}

type Naming = Pick<CheckedInputs, "name" | "nameOrigin">;

function naming(olds: CheckedInputs, news: CheckedInputs, context: ResourceContext | undefined): Naming {
  // Nothing is imported, so there is nothing to name.
  if (news.adoptBackupId !== undefined) return {};
  if (news.name !== undefined) {
    // An automatic name can come back through `ignoreChanges`; it stays automatic.
    const isKept = olds.nameOrigin === "automatic" && olds.name === news.name;
    return { name: news.name, nameOrigin: isKept ? "automatic" : "given" };
  }
  const intent = intentOf(news);
  if (olds.name !== undefined && sameValue(intentOf(olds), intent))
    return { name: olds.name, nameOrigin: olds.nameOrigin };
  if (news.sourceFingerprint === undefined) return { nameOrigin: "automatic" };
  const isUnknown = hasUnknown(intent) || hasUnknown(context?.replacementTrigger);
  return {
    name: isUnknown ? unknownValue : automaticName(canonical(intent), context),
    nameOrigin: "automatic",
  };
}

/** What to import, whatever the target: while this stays the same, so does the automatic name. */
function intentOf(inputs: CheckedInputs): Values {
  const options = importNames.options.map((name) => [name, inputs[name] ?? rowOf(name).absentMeans] as const);
  return { ...Object.fromEntries<unknown>(options), sourceFingerprint: inputs.sourceFingerprint };
}
