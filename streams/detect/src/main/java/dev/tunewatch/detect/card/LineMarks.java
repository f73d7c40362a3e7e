package dev.tunewatch.detect.card;

import dev.tunewatch.detect.text.FoldedText;

/** What the marks of a line of Markdown say it is. Every look ahead is bounded. */
final class LineMarks {

  /** How lines of prompt templates begin; what stands in them is said to a model. */
  private static final String[] PROMPT_LINES = {
    "<|",
    "[inst]",
    "<s>",
    "{{",
    "system:",
    "user:",
    "assistant:",
    "human:",
    "gpt:",
    "### i",
    "### r",
    "### s",
    "### h",
    "### a",
    "### u",
    "<<sys",
    "system prompt:",
    "\"role\""
  };

  /** What such a line may begin with, so that most lines are done with one look. */
  private static final String PROMPT_STARTS = "<[{suahg#\"";

  private static final String[] ROLES = {
    "instruction", "response", "system", "human", "assistant", "user"
  };

  private final FoldedText text;

  LineMarks(FoldedText text) {
    this.text = text;
  }

  /** Whether an item of a list begins here. */
  boolean isItem(int at, int end) {
    if (at + 1 < end && text.at(at + 1) == ' ') {
      char c = text.at(at);
      return c == '-' || c == '*' || c == '+' || c == '•';
    }
    int digits = at;
    while (digits < end && digits - at < 3 && Character.isDigit(text.at(digits))) {
      digits++;
    }
    return digits > at && startsWith(". ", digits, end);
  }

  /** Whether the line ends in bold, so that it may be a heading. */
  boolean endsBold(int from, int end) {
    int last = end - 1;
    while (last > from && (text.at(last) == ' ' || text.at(last) == ':')) {
      last--;
    }
    return last > from + 2 && text.at(last) == '*' && text.at(last - 1) == '*';
  }

  /** The mark of a fence of code, or 0. */
  char fenceMark(int start, int end) {
    return startsWith("```", start, end) ? '`' : startsWith("~~~", start, end) ? '~' : 0;
  }

  /** Whether the line is of a template of a prompt. */
  boolean isPrompt(int start, int end) {
    if (start == end || PROMPT_STARTS.indexOf(text.at(start)) < 0) {
      return false;
    }
    for (String prompt : PROMPT_LINES) {
      if (startsWith(prompt, start, end)) {
        return prompt.charAt(0) != '#' || isPromptHeading(start, end);
      }
    }
    return false;
  }

  private boolean isPromptHeading(int start, int end) {
    for (String role : ROLES) {
      if (startsWith(role, start + 4, end) && end - start < 24) {
        return true;
      }
    }
    return false;
  }

  boolean startsWith(String what, int at, int end) {
    if (end - at < what.length()) {
      return false;
    }
    for (int i = 0; i < what.length(); i++) {
      if (text.at(at + i) != what.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Where a text stands within some characters, or -1. */
  int find(String what, int from, int end, int within) {
    int last = Math.min(end, from + within);
    for (int i = from; i < last; i++) {
      if (startsWith(what, i, end)) {
        return i;
      }
    }
    return -1;
  }
}
