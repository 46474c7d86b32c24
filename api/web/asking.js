// Asks the service; an answer is either what was asked for or a Problem.

export class Problem extends Error {
  constructor(problem) {
    super(problem.title);
    this.problem = problem;
  }
}

// Kept in memory alone: a key in the page's storage would outlive whoever sat here.
let key = "";

export async function ask(path, body, signal) {
  const sent = key;
  const options = {
    headers: key ? { Authorization: `Bearer ${key}` } : {},
    ...(body && { method: "POST", body: JSON.stringify(body) }),
  };
  if (body) options.headers["Content-Type"] = "application/json";
  let answer;
  try {
    answer = await fetch(path, { ...options, signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem({ title: "The service cannot be reached", detail: "Is it still running?" });
  }
  const value = await answer.json().catch(() => ({
    title: "The answer cannot be read",
    detail: `Something between this page and the service answered with status ${answer.status}.`,
  }));
  if (answer.status === 401) {
    // Several requests may have gone out without a key; one question is enough.
    if (key === sent) key = window.prompt("This service asks for a key.", "")?.trim() || key;
    if (key !== sent) return ask(path, body, signal);
  }
  if (!answer.ok) throw new Problem(value);
  return value;
}
