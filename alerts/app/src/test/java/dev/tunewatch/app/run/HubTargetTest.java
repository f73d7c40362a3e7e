package dev.tunewatch.app.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tunewatch.app.config.ConfigError;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubTargetTest {

  @Test
  void knowsThePublicAddressOfEveryHub() {
    assertThat(HubTarget.parse("huggingface").baseUrl()).hasHost("huggingface.co");
    assertThat(HubTarget.parse("civitai").baseUrl()).hasHost("civitai.com");
    assertThat(HubTarget.parse("modelscope").baseUrl()).hasHost("modelscope.cn");
    assertThat(HubTarget.parse("civitai=http://127.0.0.1:9400").baseUrl())
        .isEqualTo(URI.create("http://127.0.0.1:9400"));
  }

  @Test
  void takesAFolderThatIsThere(@TempDir Path folder) {
    HubTarget target = HubTarget.parse("folder=" + folder);
    assertThat(target.isFolder()).isTrue();
    assertThat(Path.of(target.baseUrl())).isEqualTo(folder);
    assertThat(HubTarget.of("folder", folder.toUri().toString())).isEqualTo(target);
    for (String none : new String[] {"folder", "folder=", "folder=" + folder + "/none"}) {
      assertThatThrownBy(() -> HubTarget.parse(none))
          .isInstanceOf(ConfigError.class)
          .hasMessageContaining("folder=DIR");
    }
  }

  @Test
  void refusesAHubThatNobodyReads() {
    assertThatThrownBy(() -> HubTarget.parse("civitia"))
        .isInstanceOf(ConfigError.class)
        .hasMessageContaining("civitai");
  }
}
