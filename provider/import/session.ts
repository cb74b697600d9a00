import type { CheckedInputs, NameOrigin, ResourceContext } from "../inputs/checkedInputs";
import type { GivenSource } from "../inputs/givenSource";
import type { Api } from "../northflank/api";
import { toldBackup } from "../northflank/backupWords";
import type { Addon } from "../northflank/endpoints";
import type { Backup } from "../northflank/schema";
import type { Deadline, Ports } from "../process/ports";
import type { OutsideWords } from "../redaction/redactor";

/** One operation on one addon, such as an import. */
export interface Session {
  readonly ports: Ports;
  readonly api: Api;
  readonly addon: Addon;
  readonly deadline: Deadline;
  readonly context: ResourceContext | undefined;
  /** How many of the program's resources are created with the same inputs. */
  readonly resourcesWithSameInputs: number;
}

/** What to import. */
export interface ImportOrder {
  /** The checked inputs. */
  readonly inputs: CheckedInputs;
  readonly source: GivenSource & { readonly value: string };
  readonly name: string;
  readonly nameOrigin: NameOrigin;
}

/** Decides which words from outside may be shown. */
export const outsideOf = ({ api }: Session): OutsideWords => api.client.connection.outside;

/** A backup as it is stored and shown. */
export const shownBackup = <Known extends Backup>(session: Session, backup: Known): Known =>
  toldBackup(backup, outsideOf(session));

/** Shows what we wait for on the resource's row, which shows only the last message; an empty one clears it. */
export function progress(session: Session, message: string): void {
  session.ports.engine.progress(session.context?.resourceUrn, message);
}

export function inform(session: Session, message: string): void {
  session.ports.engine.info(session.context?.resourceUrn, message);
}

export function warn(session: Session, message: string): void {
  session.ports.engine.warn(session.context?.resourceUrn, message);
}

/** `in-progress, 2m10s, 1.2 GiB`: what the resource's row shows during the wait. */
export function progressLine(backup: Backup, runningMs: number): string {
  const size = backup.config?.size;
  const parts = [backup.status ?? "status unknown", duration(runningMs)];
  return (size === undefined || size === 0 ? parts : [...parts, bytes(size)]).join(", ");
}

export function duration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  if (hours > 0) return `${hours}h${minutes}m`;
  return minutes > 0 ? `${minutes}m${rest}s` : `${rest}s`;
}

function bytes(count: number): string {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log2(count) / 10)));
  return `${(count / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power] ?? ""}`;
}
