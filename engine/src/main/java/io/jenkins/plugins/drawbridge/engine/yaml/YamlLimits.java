package io.jenkins.plugins.drawbridge.engine.yaml;

/**
 * What a YAML text may cost at most; manifests come from people the engine does not trust.
 *
 * @param characters length of the whole text
 * @param depth nesting of one document
 * @param nodes nodes of one document after aliases are followed (the "billion laughs" bound)
 * @param aliases uses of {@code *alias} in one document
 */
public record YamlLimits(int characters, int depth, int nodes, int aliases) {

    public static final YamlLimits MANIFESTS = new YamlLimits(16 * 1024 * 1024, 100, 1_000_000, 1_000);
    public static final YamlLimits CONFIGURATION = new YamlLimits(4 * 1024 * 1024, 32, 50_000, 100);
}
