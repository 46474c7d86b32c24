// Asks the service; an answer is either what was asked for or a Problem.

export class Problem extends Error {
  constructor(problem) {
    super(problem.title);
    this.problem = problem;
  }
}

export async function ask(path, body, signal) {
  const options = body && {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  };
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
  if (!answer.ok) throw new Problem(value);
  return value;
}
