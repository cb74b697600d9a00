import type { PropertyMap } from "../property/value";
import { defaultProviderName, type PluginSource, withSource } from "../provider/engineSettings";
import { type Goal, newGoal, type ReadGoal } from "../state/goal";
import type { RegisterResult } from "../step/step";
import {
  formatReference,
  isProviderType,
  packageOf,
  parseReference,
  providerType,
  typeOf,
} from "../state/urn";

/** Where registrations go: the deployment's queue. */
export interface Registrar {
  register(goal: Goal): Promise<RegisterResult>;
  read(goal: ReadGoal): Promise<RegisterResult>;
  registerOutputs(urn: string, outputs: PropertyMap): Promise<void>;
}

export type ProviderConfig = (pkg: string) => PropertyMap;

/** The version that is asked for with a provider resource is an input of it. */
const withOwnSource = (goal: Goal): Goal =>
  isProviderType(goal.type) ? { ...goal, properties: withSource(goal.properties, goal) } : goal;

/** What a program talks to. Fills in what a registration leaves to its parent and to default providers. */
export class ResourceMonitor {
  readonly #defaults = new Map<string, Promise<string>>();
  readonly #goals = new Map<string, Goal>();

  constructor(
    private readonly registrar: Registrar,
    private readonly configOf: ProviderConfig,
  ) {}

  async registerResource(registration: Goal): Promise<RegisterResult> {
    const goal = withOwnSource(this.#inherit(registration));
    const provider = goal.custom && !isProviderType(goal.type) ? await this.#provider(goal) : "";
    const result = await this.registrar.register({ ...goal, provider });
    this.#goals.set(result.state.urn, { ...goal, provider });
    return result;
  }

  async readResource(goal: ReadGoal): Promise<RegisterResult> {
    return this.registrar.read({ ...goal, provider: await this.#provider(goal) });
  }

  registerResourceOutputs(urn: string, outputs: PropertyMap): Promise<void> {
    return this.registrar.registerOutputs(urn, outputs);
  }

  #inherit(goal: Goal): Goal {
    const parent = this.#goals.get(goal.parent);
    if (parent === undefined) return goal;
    const protect = goal.protect ?? parent.protect;
    const retainOnDelete = goal.retainOnDelete ?? parent.retainOnDelete;
    const parentsPackage = typeOf(parseReference(parent.provider).urn);
    const sameProvider = parentsPackage === providerType(packageOf(goal.type));
    return {
      ...goal,
      ...(protect === undefined ? {} : { protect }),
      ...(retainOnDelete === undefined ? {} : { retainOnDelete }),
      deletedWith: goal.deletedWith === "" ? parent.deletedWith : goal.deletedWith,
      provider: goal.provider === "" && sameProvider ? parent.provider : goal.provider,
    };
  }

  async #provider(goal: Pick<Goal, "type" | "provider"> & Partial<PluginSource>): Promise<string> {
    const { type, provider, version = "", pluginDownloadURL = "" } = goal;
    if (provider !== "") return provider;
    const [pkg, source] = [packageOf(type), { version, pluginDownloadURL }];
    const key = JSON.stringify([pkg, source]);
    const registered = this.#defaults.get(key) ?? this.#registerDefault(pkg, source);
    this.#defaults.set(key, registered);
    return registered;
  }

  async #registerDefault(pkg: string, source: PluginSource): Promise<string> {
    const goal = newGoal({
      type: providerType(pkg),
      name: defaultProviderName(source),
      properties: withSource(this.configOf(pkg), source),
    });
    const { state } = await this.registrar.register(goal);
    return formatReference(state);
  }
}
