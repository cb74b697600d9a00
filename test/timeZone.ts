/** Declares the tests once for each of some zones that this machine may be in. */
export function inTimeZones(declare: (zone: string) => void): void {
  for (const zone of ["America/New_York", "Asia/Tokyo"])
    describe(`on a machine in ${zone}`, () => {
      const zoneBefore = process.env["TZ"];
      before(() => {
        process.env["TZ"] = zone;
      });
      after(() => {
        if (zoneBefore === undefined) delete process.env["TZ"];
        else process.env["TZ"] = zoneBefore;
      });
      declare(zone);
    });
}
