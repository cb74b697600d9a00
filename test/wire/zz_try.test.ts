import { Bench } from "../support/lifecycle/bench";
import { liveSource } from "../support/lifecycle/sources";
describe("figures", function () {
  this.timeout(100000);
  it("one", async () => {
    for (const r of [0, 0.5, 0.999]) {
      const one = await Bench.open({ simulator: { importSeconds: 600 }, random: () => r });
      await one.declare("a", liveSource).up();
      const many = await Bench.open({ simulator: { importSeconds: 600 }, random: () => r, latencyMs: 60 });
      const p = many.startProvider();
      await Promise.all(Array.from({ length: 100 }, (_, i) => many.declare(`a-${i}`, liveSource).up(p)));
      console.log(r, one.requests, many.requests);
      let worst = 0, at = 0;
      for (let s = 0.1; s < 3500; s *= 1.07) {
        const b = await Bench.open({ simulator: { importSeconds: s, scheduledSeconds: 0 }, random: () => r });
        const o = b.declare("a", liveSource); await o.up();
        const late = b.clock.now() - (Date.parse(String(o.outputs["completedAt"])) - Date.parse("2026-01-15T09:00:00Z"));
        const rel = late / Math.min(30000, Math.max(500, s * 250));
        if (rel > worst) { worst = rel; at = s; }
        await b.close();
      }
      console.log("worst share of the allowed lateness", worst.toFixed(3), "at", at.toFixed(1), "s");
      await one.close(); await many.close();
    }
  });
});
