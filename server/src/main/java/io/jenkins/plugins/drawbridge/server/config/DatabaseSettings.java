package io.jenkins.plugins.drawbridge.server.config;

import io.jenkins.plugins.drawbridge.engine.cluster.SecretSource;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * {@code database}.
 *
 * @param folder where the H2 file lies, if there is no URL
 * @param url {@code jdbc:postgresql://...}; empty: H2 in a file
 */
public record DatabaseSettings(Path folder, String url, String user, @Nullable SecretSource password) {}
