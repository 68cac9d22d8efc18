package io.jenkins.plugins.drawbridge.server.cli;

import io.jenkins.plugins.drawbridge.engine.InputException;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.server.web.access.Hashes;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;

/** What stands in {@code users} instead of passwords and tokens. */
final class HashCommands {

    private static final int SHORTEST = 12;

    private HashCommands() {}

    /** {@code hash-password}. */
    @Command(
            name = "hash-password",
            description = "Asks for a password and prints its hash, for users.passwordHash in drawbridge.yaml.",
            mixinStandardHelpOptions = true,
            addMethodSubcommands = false)
    static final class Password extends ActionCommand {

        @Override
        ExitCode act(Actions actions, Surroundings surroundings) {
            Secret password = Secret.of(asked(surroundings));
            if (password.reveal().length() < SHORTEST) {
                throw new InputException("a password has at least " + SHORTEST + " characters");
            }
            surroundings.out().println(Hashes.ofPassword(password));
            return ExitCode.DONE;
        }

        private static String asked(Surroundings surroundings) {
            Console console = surroundings.terminal().stdin() ? System.console() : null;
            if (console != null) {
                return new String(console.readPassword("Password: "));
            }
            try {
                String line =
                        new BufferedReader(new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8)).readLine();
                return line == null ? "" : line;
            } catch (IOException closed) { // the same as nothing, which is too short
                return "";
            }
        }
    }

    /** {@code new-token}. */
    @Command(
            name = "new-token",
            description = "Makes an API token: prints it once, and its hash for users.apiTokenHashes.",
            mixinStandardHelpOptions = true,
            addMethodSubcommands = false)
    static final class Token extends ActionCommand {

        @Override
        ExitCode act(Actions actions, Surroundings surroundings) {
            String token = Hashes.random();
            surroundings.out().println("token: " + token);
            surroundings.out().println("hash:  " + Hashes.ofToken(Secret.of(token)));
            return ExitCode.DONE;
        }
    }
}
