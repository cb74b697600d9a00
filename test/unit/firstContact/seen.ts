import assert from "node:assert/strict";
import type { Assumption } from "../../../provider/firstContact/assumptions/assumption";
import type { Answer, Answers } from "../../../provider/firstContact/observations";

export const answer = (body: unknown, headers: Answer["headers"] = {}, status = 200): Answer => ({
  status,
  headers,
  body,
  at: Date.parse("2026-01-15T09:00:00.000Z"),
});

export const backup = {
  id: "zebra",
  name: "zebra",
  status: "completed",
  createdAt: "2026-01-15T08:00:00.000Z",
};

/** A list of backups that differ from that one as said. */
export const backups = (...changes: readonly object[]): Answers => ({
  list: answer({ data: { backups: changes.map((change) => ({ ...backup, ...change })) } }),
});

export const hour = (number: number): string => `2026-01-15T0${number}:00:00.000Z`;

/** A title, an assumption, what came in, and what is found. */
export type Row = readonly [string, Assumption, Answers, string];

export function findings(rows: readonly Row[]): void {
  for (const [title, assumption, answers, finding] of rows)
    it(title, () => {
      const { is, remark } = assumption.judge({
        addon: { projectId: "p", addonId: "a" },
        isLive: true,
        answers,
      });
      assert.equal(remark === undefined ? is : `${is}: ${remark}`, finding);
    });
}
