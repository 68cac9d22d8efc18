package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.server.log.LogForm;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Run the server.
 *
 * @param host listens there instead of where the file says; null: as the file says
 * @param port as {@code host}
 * @param log how its log is written
 */
public record ServeRequest(Path config, @Nullable String host, @Nullable Integer port, LogForm log) {}
