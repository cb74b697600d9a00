import { type Answer, json } from "./answer";
import type { OpenAnswers } from "../openQuestions";

interface StartedBackup {
  readonly id: string;
  readonly view: object;
  /** An object id that no backup has. */
  readonly foreignId: string;
}

export function importAnswer(backup: StartedBackup, { importAnswer, importStatus }: OpenAnswers): Answer {
  const started = { startedBackup: backup.id };
  switch (importAnswer) {
    case "empty-body":
      return { ...json(importStatus, ""), body: "", ...started };
    case "text":
      return { status: importStatus, contentType: "text/plain", body: "OK", ...started };
    default:
      return { ...json(importStatus, { data: dataOf(backup, importAnswer) }), ...started };
  }
}

function dataOf(
  { id, view, foreignId }: StartedBackup,
  shape: Exclude<OpenAnswers["importAnswer"], "empty-body" | "text">,
): object | null {
  switch (shape) {
    case "id":
      return { id };
    case "backup":
      return view;
    case "nested-backup":
      return { backup: view };
    case "foreign-id":
      return { id: foreignId };
    case "no-id":
      return {};
    case "null-data":
      return null;
  }
}
