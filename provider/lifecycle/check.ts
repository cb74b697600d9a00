import type { Environment } from "../configKeys";
import { automaticName } from "../import/backupName";
import { canonical, sameValue } from "../inputs/values";
import { differs } from "./diff";
import { calledVariable, givenSource, sourceProblem, type GivenSource } from "../inputs/givenSource";
import { namesWhere, rowOf } from "../inputs/table";
import { contextKey, type ResourceContext } from "../inputs/resourceContext";
import { changedAmong } from "./diff";
import { keepOrCompute } from "../source/fingerprint";
import { sourceWarnings } from "./sourceWarnings";
import { hasUnknown, unknownValue } from "../inputs/values";
import { problemsOf } from "../inputs/validation";

type Values = Record<string, unknown>;

/** What check adds to the inputs of the program. They are stored with them and come back as old inputs. */
export const derivedNames = ["sourceFingerprint", "nameOrigin", "timeouts"] as const;

/** Whether the backup name is the user's or ours; decides what may be adopted and suffixed. */
export type NameOrigin = "given" | "automatic";

export interface CheckSurroundings {
  readonly env: Environment;
  /** Team of the configuration, for resources that name none. */
  readonly teamId?: string | undefined;
}

export interface Checked {
  readonly inputs: Values;
  readonly problems: readonly string[];
  /** What is no mistake, but may surprise later. */
  readonly warnings: readonly string[];
  readonly context: ResourceContext | undefined;
}

/**
 * Checks the inputs and completes them: the fingerprint of the source, the name and the team. Pure; the old
 * inputs are empty for a new resource and for the second check before a replacement.
 */
export function checkInputs(olds: Values, news: Values, surroundings: CheckSurroundings): Checked {
  const context = contextOf(news);
  const given = programInputs(news);
  const source = givenSource(given, surroundings.env);
  const problems = [...problemsOf(given), ...referenceProblems(source), ...triggerProblems(olds, given)];
  if (problems.length > 0) return { inputs: given, problems, warnings: [], context };

  const withTeam = withoutAbsent({ ...given, teamId: given["teamId"] ?? surroundings.teamId });
  const sourceFingerprint = fingerprint(olds, source, surroundings.env);
  const settled = withoutAbsent({
    ...withTeam,
    sourceFingerprint,
    timeouts: context?.timeouts ?? keptTimeouts(news),
  });
  const inputs = withoutAbsent({ ...settled, ...naming(olds, settled, context) });
  const replaceOnChanges = changedAmong(context?.replaceOnChanges ?? [], olds, inputs);
  const isReplaced =
    replaceOnChanges.length > 0 || replacingNames.some((name) => differs(name, olds, inputs));
  const warnings = sourceWarnings({
    source,
    fingerprint: sourceFingerprint,
    oldFingerprint: olds["sourceFingerprint"],
    replaced: isReplaced ? undefined : directSource(olds, source, surroundings.env),
  });
  return {
    inputs,
    problems,
    // What is adopted needs no source.
    warnings: given["adoptBackupId"] === undefined ? warnings : [],
    context: context && { ...context, replaceOnChanges },
  };
}

const replacingNames = namesWhere((row) => row.onChange === "replace");

/** The old value of a source of the same kind; what came by reference is stored nowhere. */
function directSource(olds: Values, source: GivenSource | undefined, env: Environment): string | undefined {
  const old = givenSource(olds, env);
  return old?.variable === undefined && old?.kind === source?.kind ? old?.value : undefined;
}

/** The inputs as the program wrote them; `ignoreChanges` also brings back what an earlier check added. */
function programInputs(news: Values): Values {
  const internal = new Set<string>(["__provider", contextKey, ...derivedNames]);
  return withoutAbsent(Object.fromEntries(Object.entries(news).filter(([name]) => !internal.has(name))));
}

const withoutAbsent = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined && value !== null));

const contextOf = (news: Values): ResourceContext | undefined =>
  typeof news[contextKey] === "object" && news[contextKey] !== null
    ? (news[contextKey] as ResourceContext)
    : undefined;

// With `ignoreChanges: ["*"]` the engine replaces all inputs by the old ones, and there is no context.
const keptTimeouts = (news: Values): unknown =>
  news[contextKey] === undefined ? news["timeouts"] : undefined;

/** A resource that exists is not refused what it was created with. */
function triggerProblems(olds: Values, { triggers }: Values): string[] {
  const isNew = Object.keys(olds).length === 0;
  return isNew &&
    typeof triggers === "object" &&
    triggers !== null &&
    Object.values(triggers).some(holdsNothing)
    ? [emptyTrigger]
    : [];
}

/** As Pulumi leaves a time in an Output, or any other object that is no plain data. */
const holdsNothing = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  ((!Array.isArray(value) && Object.keys(value).length === 0) || Object.values(value).some(holdsNothing));

const emptyTrigger =
  "triggers has an empty object in it, as which a Date, a Map and the like arrive that are in an Output, so that a " +
  "change of it would import nothing; give a text in the Output, such as the toISOString() of a Date";

function referenceProblems(source: GivenSource | undefined): string[] {
  if (source?.variable === undefined || source.value === undefined) return [];
  const problem = sourceProblem(source.kind, source.value);
  return problem === undefined ? [] : [`the value of ${calledVariable(source)} ${problem}`];
}

function fingerprint(olds: Values, source: GivenSource | undefined, env: Environment): string | undefined {
  const oldSource = givenSource(olds, env);
  const oldFingerprint =
    typeof olds["sourceFingerprint"] === "string" ? olds["sourceFingerprint"] : undefined;
  if (source === undefined) return oldFingerprint;
  if (source.value === undefined) {
    if (source.variable === undefined) return unknownValue;
    return oldSource?.kind === source.kind ? oldFingerprint : undefined;
  }
  const direct = directSource(olds, source, env);
  return keepOrCompute({
    kind: source.kind,
    newValue: source.value,
    ...(direct === undefined ? {} : { oldValue: direct }),
    ...(oldSource?.kind === source.kind && oldFingerprint !== undefined ? { oldFingerprint } : {}),
  });
}

function naming(olds: Values, news: Values, context: ResourceContext | undefined): Values {
  // Nothing is imported, so there is nothing to name.
  if (news["adoptBackupId"] !== undefined) return {};
  const old = { name: olds["name"], nameOrigin: olds["nameOrigin"] };
  if (news["name"] !== undefined) {
    // An automatic name can come back through `ignoreChanges`; it stays automatic.
    const nameOrigin: NameOrigin =
      old.nameOrigin === "automatic" && old.name === news["name"] ? "automatic" : "given";
    return { name: news["name"], nameOrigin };
  }
  if (old.name !== undefined && sameValue(intentOf(olds), intentOf(news))) return old;
  const intent = intentOf(news);
  if (news["sourceFingerprint"] === undefined) return { nameOrigin: "automatic" };
  const unknown = hasUnknown(intent) || hasUnknown(context?.replacementTrigger);
  return {
    name: unknown ? unknownValue : automaticName(canonical(intent), context),
    nameOrigin: "automatic",
  };
}

// Everything that makes it another import, bar where it goes and what it is called.
const intentNames = namesWhere((row) => row.onChange === "replace" && row.wire !== "path").filter(
  (name) => name !== "name",
);

/** What the import is asked to do, wherever it goes: as long as it is the same, so is the automatic name. */
function intentOf(values: Values): Values {
  const options = intentNames.map((name) => [name, values[name] ?? rowOf(name).absentMeans] as const);
  return { ...Object.fromEntries<unknown>(options), sourceFingerprint: values["sourceFingerprint"] };
}
