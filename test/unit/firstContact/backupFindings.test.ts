import { eitherWay, reliedOn } from "../../../provider/firstContact/assumptions";
import { backups, findings, hour } from "./seen";

describe("of backups, first contact finds", () => {
  findings([
    [
      "ids that equal their names",
      eitherWay.ids,
      backups({}, { id: "okapi", name: "okapi" }),
      "holds: all equal their names",
    ],
    [
      "an id that is something else",
      eitherWay.ids,
      backups({}, { id: "q7", name: "okapi" }),
      "does not hold: some are something else",
    ],
    ["an id that is missing", reliedOn.id, backups({ id: undefined }), "does not hold: some have none"],
    [
      "no uid and no time",
      reliedOn.identity,
      backups({ createdAt: "" }),
      "does not hold: some have neither, so that destroy leaves them alone",
    ],
    ["no times at all", eitherWay.times, backups({ createdAt: undefined }), "does not hold: there are none"],
    [
      "no ends",
      eitherWay.completedAtInTheEnd,
      backups({}),
      "does not hold: some have none, or an earlier one",
    ],
    [
      "only running backups",
      eitherWay.completedAtInTheEnd,
      backups({ status: "scheduled" }),
      "could not be told: no backup has ended",
    ],
    [
      "times of mail",
      eitherWay.times,
      backups({ createdAt: "Thu, 15 Jan 2026 08:00:00 GMT", status: "scheduled" }),
      "does not hold: some are in another notation",
    ],
    [
      "a running backup with an end",
      eitherWay.completedAt,
      backups({ status: "scheduled", completedAt: hour(9) }),
      "does not hold: it has one",
    ],
    [
      "a size that is a number",
      eitherWay.size,
      backups({ config: { size: 4096 } }),
      "does not hold: it is a number",
    ],
    [
      "a size with a unit",
      eitherWay.size,
      backups({ config: { size: "4 GB" } }),
      "does not hold: in some it is missing, or something else",
    ],
    [
      "an odd source type",
      eitherWay.sourceType,
      backups({ config: { source: { type: "okapi" } } }),
      "does not hold: some are not",
    ],
    [
      "an order by name",
      eitherWay.order,
      backups(
        { name: "a", createdAt: hour(2) },
        { name: "b", createdAt: hour(3) },
        { name: "c", createdAt: hour(1) },
      ),
      "does not hold: it goes by name",
    ],
    [
      "an order by id",
      eitherWay.order,
      backups(
        { name: "b", id: "a", createdAt: hour(2) },
        { name: "a", id: "b", createdAt: hour(3) },
        { id: "c", createdAt: hour(1) },
      ),
      "does not hold: it goes by id",
    ],
    [
      "no order",
      eitherWay.order,
      backups(
        { id: "b", createdAt: hour(2) },
        { name: "a", id: "a", createdAt: hour(3) },
        { id: "c", createdAt: hour(1) },
      ),
      "does not hold: it goes neither by time, nor by name, nor by id",
    ],
    [
      "times of which one is missing",
      eitherWay.times,
      backups({ createdAt: undefined, status: "scheduled" }, { status: "scheduled" }),
      "does not hold: some are missing, or are no times",
    ],
  ]);
});
