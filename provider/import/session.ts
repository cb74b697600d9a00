import type { CheckedInputs, NameOrigin, ResourceContext } from "../inputs/checkedInputs";
import type { Source } from "../source/identity";
import type { Api } from "../northflank/api";
import { toldBackup } from "../northflank/backupWords";
import type { Addon } from "../northflank/endpoints";
import type { Backup } from "../northflank/schema";
import type { Deadline, Ports } from "../process/ports";
import type { OutsideWords } from "../redaction/redactor";
import type { RowProgress } from "./rowProgress";

/** One operation on one addon, such as an import. */
export interface Session {
  readonly ports: Ports;
  readonly api: Api;
  readonly addon: Addon;
  readonly deadline: Deadline;
  readonly progress: RowProgress;
  readonly context: ResourceContext | undefined;
  readonly createKey: CreateKey;
}

/** How a repeated create is told from that of another resource: by a key, which so many resources have. */
export interface CreateKey {
  readonly key: string;
  readonly resources: number;
}

/** What to import. */
export interface ImportOrder {
  /** The checked inputs. */
  readonly inputs: CheckedInputs;
  readonly source: Source;
  readonly name: string;
  readonly nameOrigin: NameOrigin;
}

/** Decides which words from outside may be shown. */
export const outsideOf = ({ api }: Session): OutsideWords => api.client.connection.outside;

/** A backup as it is stored and shown. */
export const shownBackup = <Known extends Backup>(session: Session, backup: Known): Known =>
  toldBackup(backup, outsideOf(session));

export function inform(session: Session, message: string): void {
  session.ports.engine.info(session.context?.resourceUrn, message);
}

export function warn(session: Session, message: string): void {
  session.ports.engine.warn(session.context?.resourceUrn, message);
}
