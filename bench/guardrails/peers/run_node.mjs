// Runs beside the peers that npm installed: the time per text of the one that is named.
import { readFileSync } from "node:fs";

const name = process.argv[2];
const module = await import(name);
const check = name === "alex" ? module.text : module.default;
const { rounds, texts } = JSON.parse(readFileSync(0, "utf8"));

const timeOnce = (text) => {
  const begun = process.cpuUsage();
  check(text);
  const { user, system } = process.cpuUsage(begun);
  return user + system;
};

for (let round = 0; round < rounds; round++) texts.forEach(timeOnce);
const best = texts.map((text) => Math.min(...Array.from({ length: rounds }, () => timeOnce(text))));
console.log(best.reduce((sum, time) => sum + time, 0) / best.length);
