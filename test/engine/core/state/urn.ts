export const STACK_TYPE = "pulumi:pulumi:Stack";
const PROVIDER_TYPE_PREFIX = "pulumi:providers:";

export interface UrnParts {
  stack: string;
  project: string;
  /** The types of all parents but the stack, then its own, joined by `$`. */
  qualifiedType: string;
  type: string;
  name: string;
}

export function parseUrn(urn: string): UrnParts {
  const [stack = "", project = "", qualifiedType = "", ...name] = urn.replace(/^urn:pulumi:/, "").split("::");
  const type = qualifiedType.slice(qualifiedType.lastIndexOf("$") + 1);
  return { stack, project, qualifiedType, type, name: name.join("::") };
}

export const typeOf = (urn: string): string => parseUrn(urn).type;
export const nameOf = (urn: string): string => parseUrn(urn).name;

export interface UrnSource {
  stack: string;
  project: string;
  /** The parent's URN; the stack and no parent leave no trace in the URN. */
  parent: string;
  type: string;
  name: string;
}

export function createUrn({ stack, project, parent, type, name }: UrnSource): string {
  const parentType = parent === "" ? "" : parseUrn(parent).qualifiedType;
  const prefix = parentType === "" || parentType === STACK_TYPE ? "" : `${parentType}$`;
  return `urn:pulumi:${stack}::${project}::${prefix}${type}::${name}`;
}

export const isStackUrn = (urn: string): boolean => urn !== "" && parseUrn(urn).qualifiedType === STACK_TYPE;

export const isProviderType = (type: string): boolean => type.startsWith(PROVIDER_TYPE_PREFIX);
export const providerType = (pkg: string): string => `${PROVIDER_TYPE_PREFIX}${pkg}`;
/** Of a provider's own type. */
export const packageOfProvider = (type: string): string => type.slice(PROVIDER_TYPE_PREFIX.length);
export const packageOf = (type: string): string => type.split(":")[0] ?? "";

export interface ProviderReference {
  urn: string;
  id: string;
}

export const formatReference = ({ urn, id }: ProviderReference): string => `${urn}::${id}`;

export function parseReference(reference: string): ProviderReference {
  const end = reference.lastIndexOf("::");
  return { urn: reference.slice(0, end), id: reference.slice(end + 2) };
}

/** The default provider of a package is called `default` or `default_<version>`. */
export const isDefaultProvider = (urn: string): boolean =>
  isProviderType(typeOf(urn)) && /^default(_|$)/.test(nameOf(urn));
