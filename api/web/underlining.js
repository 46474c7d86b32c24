// Underlines findings in the draft: the same text lies under the text area, with marks.

export class Underlining {
  constructor(area, marks) {
    this.area = area;
    this.marks = marks;
    this.text = "";
    this.findings = [];
    this.paint();
  }

  show(findings) {
    this.findings = findings;
    this.paint();
  }

  // Until the next check, findings before and after the edit stay with their words.
  follow() {
    const [old, now] = [this.text, this.area.value];
    const most = Math.min(old.length, now.length);
    let head = 0;
    while (head < most && old[head] === now[head]) head++;
    let tail = 0;
    while (tail < most - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
    const moved = now.length - old.length;
    this.show(
      this.findings.flatMap((finding) => {
        if (finding.end <= head) return [finding];
        if (finding.start < old.length - tail) return [];
        return [{ ...finding, start: finding.start + moved, end: finding.end + moved }];
      }),
    );
  }

  paint() {
    const text = (this.text = this.area.value);
    const pieces = [];
    let done = 0;
    for (const { start, end, severity } of [...this.findings].sort((a, b) => a.start - b.start)) {
      if (start < done) continue; // the first of two that overlap is enough to see
      const mark = document.createElement("mark");
      mark.className = severity;
      mark.textContent = text.slice(start, end);
      pieces.push(text.slice(done, start), mark);
      done = end;
    }
    // A last empty line has a height only if something stands in it.
    this.marks.replaceChildren(...pieces, text.slice(done) + "\u200b");
  }
}
