import assert from "node:assert/strict";
import { formOf } from "../../../provider/firstContact/forms";

const forms: readonly (readonly [unknown, string])[] = [
  [null, "null"],
  [true, "true or false"],
  [17, "a whole number"],
  [17.5, "a number"],
  [{ id: "zebra" }, "an object"],
  [{}, "an empty object"],
  ["", "an empty string"],
  ["6f1a3c52-9d0b-4e7a-8c11-2b7d5e90f4a6", "a UUID v4"],
  ["0190b6a0-7c3e-7d52-9f10-3a2b1c0d9e8f", "a UUID v7"],
  ["6F1A3C52-9D0B-1E7A-8C11-2B7D5E90F4A6", "a UUID v1"],
  ["6f1a3c52-9d0b-0e7a-0c11-2b7d5e90f4a6", "a UUID of no known version"],
  ["00000000-0000-0000-0000-000000000000", "the nil UUID"],
  ["507f1f77bcf86cd799439011", "24 hex digits"],
  ["507F1F77BCF86CD799439011AABB", "20-39 hex digits"],
  ["d41d8cd98f00b204e9800998ecf8427e", "32 hex digits"],
  ["4096", "1-9 digits"],
  ["1342177280", "10-13 digits"],
  ["17690040000001234", "14 digits or more"],
  ["zebra", "a slug of 1 word"],
  ["zebra-crossing-3", "a slug of 3 words, the last a number"],
  ["a-b-c-d-e-f-g-h", "a slug of 7 or more words"],
  ["2026-01-15T09:00:00.000Z", "ISO 8601 with milliseconds and Z"],
  ["2026-01-15T09:00:00.123456Z", "ISO 8601 with microseconds and Z"],
  ["2026-01-15T09:00:00.12Z", "ISO 8601 with a fraction and Z"],
  ["2026-01-15T09:00:00+02:00", "ISO 8601 with seconds and an offset"],
  ["2026-01-15 09:00:00.000", "ISO 8601 with milliseconds and no zone, a space for the T"],
  ["2026-01-15 09:00 UTC", "ISO 8601 with no seconds and UTC or GMT, a space for the T"],
  ["2026-01-15", "ISO 8601 with no seconds and no zone, a date only"],
  ["0001-01-01T00:00:00Z", "a time that stands for none"],
  ["Thu, 15 Jan 2026 09:00:00 GMT", "a time, not in ISO 8601"],
  ["2026-13-45T99:00:00Z", "a string of 20-39 characters"],
  ["postgresql://reader:pw@db.example.com/orders", "a URL"],
  ["/simulated/shop/orders-db", "a path"],
  ["Zebra", "a string of 4-11 characters"],
  ["Zebra crossing", "a string of 12-19 characters"],
  ["q".repeat(50) + "!", "a string of 40-99 characters"],
  ["Q!".repeat(80), "a string of 100 or more characters"],
  ["Q!", "a string of 1-3 characters"],
];

const words: readonly (readonly [string, string, string])[] = [
  ["status", "completed", '"completed"'],
  ["status", "IN_PROGRESS", '"IN_PROGRESS"'],
  ["status", "in\nprogress", '"in progress"'],
  ["status", "paused", '"paused", which is not documented here'],
  ["status", "missing", "an undocumented word of 7 letters"],
  ["status", "kunigunde", "an undocumented word of 9 letters"],
  ["status", "hunter2", "something that is no word"],
  ["status", "", "an empty string"],
  ["type", "externalDump", '"externalDump"'],
  ["type", "kunigunde", "an undocumented word of 9 letters"],
  ["compressionType", "zstd", '"zstd"'],
  ["lifecycleStatus", "active", '"active"'],
  ["name", "completed", "a slug of 1 word"],
  ["constructor", "completed", "a slug of 1 word"],
];

describe("the form of a value", () => {
  for (const [value, form] of forms)
    it(`of ${JSON.stringify(value).slice(0, 60)} is ${form}`, () => {
      assert.equal(formOf(value), form);
    });

  for (const [field, word, form] of words)
    it(`in the field ${field} of ${JSON.stringify(word)} is ${form}`, () => {
      assert.equal(formOf(word, field), form);
    });

  it("goes by the words for addons where the status is an addon's", () => {
    assert.equal(formOf("paused", "status", true), '"paused"');
    assert.equal(formOf("in-progress", "status", true), "an undocumented word of 11 letters");
  });
});
