import assert from "node:assert/strict";

/** For `assert.throws`: the message holds these parts, and not the word that stands for a secret. */
export const saysWithoutSecret =
  (...parts: string[]) =>
  (error: Error): boolean => {
    for (const part of parts) assert.ok(error.message.includes(part), `${error.message}\nlacks ${part}`);
    assert.ok(!error.message.includes("s3cret"), error.message);
    return true;
  };
