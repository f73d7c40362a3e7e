package dev.tunewatch.detect.name;

import java.util.Locale;
import java.util.Set;

/**
 * Maker and model behind the name of a release. Packagers repeat the maker in the name of the
 * repository, so that {@code RichardErkhov/acme_-_Model-gguf} is Acme's model.
 *
 * @param owner the maker as far as the name tells, else the uploader
 * @param model the model's name as written, packaging suffixes included
 * @param start where {@code model} begins in the id
 */
public record ModelName(String owner, String model, int start) {

  private static final Set<String> DOT_PACKAGERS = Set.of("devquasar");
  private static final Set<String> UNDERSCORE_PACKAGERS =
      Set.of("bartowski", "tensorblock", "zoyd", "prunaai");
  private static final Set<String> HYPHEN_PACKAGERS = Set.of("featherless-ai-quants");

  /** Unpacks an id, {@code owner/name} or a legacy name without owner. */
  public static ModelName of(String id) {
    int slash = id.indexOf('/');
    String uploader = slash < 0 ? "" : id.substring(0, slash);
    String name = id.substring(slash + 1);
    int start = slash + 1;
    int cut = name.indexOf("_-_");
    if (cut > 0 && cut + 3 < name.length()) {
      return new ModelName(name.substring(0, cut), name.substring(cut + 3), start + cut + 3);
    }
    String packager = uploader.toLowerCase(Locale.ROOT);
    if (DOT_PACKAGERS.contains(packager)) {
      cut = name.indexOf('.');
    } else if (UNDERSCORE_PACKAGERS.contains(packager)) {
      cut = name.indexOf('_');
    } else if (HYPHEN_PACKAGERS.contains(packager)) {
      cut = name.indexOf('-');
    } else {
      cut = -1;
    }
    if (cut > 0 && cut + 1 < name.length() && mayBeOwner(name.substring(0, cut))) {
      return new ModelName(name.substring(0, cut), name.substring(cut + 1), start + cut + 1);
    }
    return new ModelName(uploader, name, start);
  }

  /** A part that is a number or a size, as in {@code Llama-3}, belongs to a model, not a maker. */
  private static boolean mayBeOwner(String prefix) {
    for (String part : prefix.split("-", -1)) {
      if (part.isEmpty() || Character.isDigit(part.charAt(0))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether this and another name one model but for the packaging; packagers also write {@code
   * maker-model} or {@code maker_model}.
   */
  public boolean packs(ModelName original) {
    String packed = FormatWords.strip(model);
    return packed.equals(FormatWords.strip(original.model))
        || packed.equals(FormatWords.strip(original.owner + "-" + original.model));
  }
}
