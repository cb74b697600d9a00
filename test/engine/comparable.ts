import type { Deployment, Diagnostic, ExportedResource, OperationResult, Step } from "./engine";

/** One call that a provider of the fixtures was sent. */
export interface ProviderCall {
  call:
    | ("check" | "diff" | "create" | "created" | "update" | "read" | "delete")
    | ("configure" | "checkConfig" | "diffConfig" | "cancel");
  id?: string;
  /** Of a provider, in calls about its configuration. */
  urn?: string;
  olds?: Record<string, unknown>;
  news?: Record<string, unknown>;
  inputs?: Record<string, unknown>;
  props?: Record<string, unknown>;
  token?: string | null;
  timeout?: number;
  preview?: boolean;
  variables?: Record<string, string>;
}

export interface Observation {
  verb: string;
  result: OperationResult;
  calls: ProviderCall[];
  state: Deployment;
}

/** Fields that only say when, from where and in which engine a resource was made. */
const INCIDENTAL = ["created", "modified", "sourcePosition", "stackTrace"];

const byKey =
  <T>(key: (item: T) => string) =>
  (left: T, right: T): number =>
    key(left) < key(right) ? -1 : key(left) > key(right) ? 1 : 0;

/** Independent resources come in any order: only the order of what happens to one of them is compared. */
const stepOrder = byKey<Step>((step) => step.urn);
const callOrder = byKey(({ news, inputs, props, olds, urn = "" }: ProviderCall) =>
  JSON.stringify([news, inputs, props, olds].find((bag) => bag?.["label"] !== undefined)?.["label"] ?? urn),
);

function comparableResource(resource: ExportedResource) {
  const kept = Object.entries(resource).filter(([key]) => !INCIDENTAL.includes(key));
  const { dependencies, ...fields } = Object.fromEntries(kept) as Partial<ExportedResource>;
  return { ...fields, ...(dependencies === undefined ? {} : { dependencies: [...dependencies].sort() }) };
}

/** Where the CLI goes on with advice to its users, the embedded engine need not. */
const beginning = (message: string): string =>
  message.split("\n").slice(0, 2).join(" ").replaceAll(/\s+/g, " ").trim();

/** The CLI says of a plugin whose configuration was refused, and which it has ended itself, that it ended by itself. */
const isEnded = ({ message }: Diagnostic): boolean => /^Detected that .* exited prematurely/.test(message);

const isTold = (told: Diagnostic): boolean => told.severity !== "debug" && !told.ephemeral && !isEnded(told);

/** Random names become numbers, in the order in which they appear. */
function anonymous(text: string): string {
  const seen = new Map<string, string>();
  return text
    .replaceAll(/"ciphertext":"[^"]*"/g, '"ciphertext":"hidden"')
    .replaceAll(/pulumi-program-\w{6}/g, "pulumi-program")
    .replaceAll(
      /thing-[0-9a-f]{8}|made-[0-9a-f]{7}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g,
      (id) => {
        // Signatures in envelopes and the marker of unknowns have no dashes or are the same everywhere.
        if (id === "04da6b54-80e4-46f7-96ec-b56ff0331ba9") return "unknown";
        const known = seen.get(id) ?? `id-${seen.size + 1}`;
        seen.set(id, known);
        return known;
      },
    );
}

/** What two engines have to agree on about one operation. */
export function comparable({ verb, result, calls, state }: Observation): unknown {
  const { resources = [], pending_operations: pending = [] } = state.deployment;
  const observed = {
    verb,
    ok: result.ok,
    changes: Object.fromEntries(Object.entries(result.changes).sort()),
    steps: [...result.steps].sort(stepOrder),
    calls: calls.filter(({ call }) => call !== "created").sort(callOrder),
    diagnostics: result.diagnostics
      .filter(isTold)
      .map(({ severity, urn, message }) => ({ severity, urn, message: beginning(message) }))
      .sort(byKey(({ urn, message }) => `${urn} ${message}`)),
    // Ids are random: of two that have one name, the one to be deleted comes last.
    resources: resources
      .map(comparableResource)
      .sort(byKey(({ urn = "", delete: isDeleted = false, id = "" }) => `${urn} ${isDeleted} ${id}`)),
    pending: pending.map(({ type, resource }) => ({ type, urn: resource.urn })),
  };
  return JSON.parse(anonymous(JSON.stringify(observed)));
}
