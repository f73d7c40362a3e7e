package dev.tunewatch.crawler.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.crawler.Secret;
import dev.tunewatch.crawler.push.HookVerdict.Outcome;
import dev.tunewatch.events.Wish;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HuggingFaceHookTest {

  private static final Instant NOON = Instant.parse("2026-08-22T12:00:00Z");
  private static final String PUSHED =
      "{'event':{'action':'update','scope':'repo.content'},'repo':{'type':'model','name':'o/a',"
          + "'id':'6366c000a2abcdf2fd69a080','private':false},'updatedRefs':[{'ref':"
          + "'refs/heads/main','oldSha':'a','newSha':'b'}],'webhook':{'id':'x','version':3}}";

  private final HuggingFaceHook hook = new HuggingFaceHook(new Secret("s3cret"));

  @Test
  void aPushToMainIsAWishForTheRelease() {
    HookVerdict verdict = judge(PUSHED);
    assertThat(verdict.outcome()).isEqualTo(Outcome.ACCEPTED);
    assertThat(verdict.wishes())
        .singleElement()
        .satisfies(
            wish -> {
              assertThat(wish.key()).isEqualTo("huggingface:o/a");
              assertThat(wish.reason()).isEqualTo(Wish.Reason.HUB_EVENT);
              assertThat(wish.at()).isEqualTo(NOON);
            });
  }

  @Test
  void aMoveIsAWishForBothNames() {
    String moved =
        PUSHED
            .replace("'action':'update','scope':'repo.content'", "'action':'move','scope':'repo'")
            .replace("'webhook'", "'movedTo':{'name':'p/b','owner':{'id':'1'}},'webhook'");
    assertThat(judge(moved).wishes())
        .extracting(Wish::key)
        .containsExactly("huggingface:o/a", "huggingface:p/b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'repo.content'|'repo.config'|ACCEPTED",
        "'repo.content'|'repo'|ACCEPTED",
        "'repo.content'|'repo.novel'|ACCEPTED",
        "'repo.content'|'discussion'|IGNORED",
        "'repo.content'|'discussion.comment'|IGNORED",
        "'repo.content'|'repository'|IGNORED",
        "'model'|'dataset'|IGNORED",
        "'model'|'space'|IGNORED",
        "refs/heads/main|refs/pr/5|IGNORED",
        "refs/heads/main|refs/tags/test|IGNORED",
        "'o/a'|'o a'|MALFORMED",
        "'o/a'|'o/a#listing'|MALFORMED",
        "'o/a'|7|MALFORMED",
        "'action'|'faction'|MALFORMED",
        "'type'|'kind'|MALFORMED",
        "'webhook'|'repo'|MALFORMED",
        "'version':3}}|'version':3}|MALFORMED"
      })
  void onlyWhatConcernsAModelsMainBranchIsAccepted(String from, String to, Outcome outcome) {
    assertThat(PUSHED).contains(from);
    assertThat(judge(PUSHED.replace(from, to)).outcome()).isEqualTo(outcome);
  }

  @Test
  void nothingIsReadWithoutTheSecret() {
    for (String given : new String[] {null, "", "s3cre", "s3cret ", "S3CRET"}) {
      assertThat(hook.judge(given, new byte[200_000], NOON).outcome())
          .isEqualTo(Outcome.UNAUTHORIZED);
    }
    assertThatThrownBy(() -> new HuggingFaceHook(new Secret(" ")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void hostileBodiesAreRefused() {
    assertThat(hook.judge("s3cret", new byte[64 * 1024 + 1], NOON).outcome())
        .isEqualTo(Outcome.TOO_LARGE);
    for (String body : new String[] {"", "null", "[]", "7", "{", "[".repeat(30_000), "{}{}"}) {
      assertThat(judge(body).outcome()).as(body).isEqualTo(Outcome.MALFORMED);
    }
  }

  private HookVerdict judge(String body) {
    return hook.judge("s3cret", body.replace('\'', '"').getBytes(StandardCharsets.UTF_8), NOON);
  }
}
