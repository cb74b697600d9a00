"use strict";
// Preloaded into the processes of a stage: their clock and their waits go so many times as fast as the machine's. Requests
// take what they take.
const { performance } = require("node:perf_hooks");
const timers = require("node:timers/promises");

const speed = Number(process.env.NORTHFLANK_TEST_SPEED);

const { setTimeout: wait } = timers;
timers.setTimeout = (ms, ...rest) => wait(ms / speed, ...rest);

const { now } = performance;
const start = now.call(performance);
performance.now = () => start + (now.call(performance) - start) * speed;
