package io.jenkins.plugins.drawbridge.engine.callback;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.drawbridge.engine.Secret;
import io.jenkins.plugins.drawbridge.engine.callback.ConsoleSettings.Login;
import io.jenkins.plugins.drawbridge.engine.http.HttpsDoor;
import io.jenkins.plugins.drawbridge.engine.http.Post;
import io.jenkins.plugins.drawbridge.engine.http.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Console's token: the configured one, or a service account's, asked for with {@code client_credentials} (RFC 6749
 * 4.4) and kept until shortly before it expires. Thread-safe; who needs a token while another asks for it waits for that
 * one.
 */
final class Tokens {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ENDPOINT = List.of("api", "m2m", "oauth", "token");
    private static final Duration EARLY = Duration.ofMinutes(1);

    /** Where an answer does not say how long its token lives. */
    private static final Duration UNSAID = Duration.ofMinutes(5);

    private final Clock clock;
    private @Nullable Kept kept;

    Tokens(Clock clock) {
        this.clock = clock;
    }

    /** @param renewable whether another one can be had */
    record Token(Secret value, boolean renewable) {}

    private record Owner(URI url, String clientId, Secret clientSecret) {}

    private record Kept(Owner owner, Token token, Instant until) {}

    Token token(HttpsDoor door, ConsoleSettings console) {
        if (console.login() instanceof Login.Token fixed) {
            return new Token(fixed.token().read(), false);
        }
        Login.ServiceAccount account = (Login.ServiceAccount) console.login();
        Owner owner = new Owner(
                console.url(), account.clientId(), account.clientSecret().read());
        return ofAccount(door, owner);
    }

    private synchronized Token ofAccount(HttpsDoor door, Owner owner) {
        Kept known = kept;
        if (known != null && known.owner().equals(owner) && clock.instant().isBefore(known.until())) {
            return known.token();
        }
        Kept asked = ask(door, owner);
        kept = asked;
        return asked.token();
    }

    /** The next one is asked for anew, unless somebody has done so already. */
    synchronized void forget(Token token) {
        if (kept != null && kept.token().equals(token)) {
            kept = null;
        }
    }

    private Kept ask(HttpsDoor door, Owner owner) {
        String login = owner.clientId() + ":" + owner.clientSecret().reveal();
        Secret basic = Secret.of("Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
        Instant asked = clock.instant();
        Reply reply = door.send(
                new Post(ENDPOINT, basic, "application/x-www-form-urlencoded", "grant_type=client_credentials"));
        if (!reply.isGood()) {
            String sentence = Replies.sentence("the Console's token endpoint", reply);
            throw Replies.isFinal(reply)
                    ? new RefusedException(sentence)
                    : new LaterException(sentence, reply.wish(asked).orElse(null));
        }
        return read(reply, owner, asked);
    }

    private static Kept read(Reply reply, Owner owner, Instant asked) {
        JsonNode answer;
        try {
            answer = JSON.readTree(reply.body());
        } catch (JsonProcessingException noJson) {
            throw new LaterException("the Console's token endpoint answers no JSON; check console.url", null);
        }
        String token = answer.path("access_token").asText("");
        if (token.isEmpty()) {
            throw new LaterException("the Console's token endpoint answers without a token; check console.url", null);
        }
        Duration lives = answer.path("expires_in").isNumber()
                ? Duration.ofSeconds(answer.path("expires_in").asLong())
                : UNSAID;
        Duration early = lives.compareTo(EARLY.multipliedBy(2)) < 0 ? lives.dividedBy(2) : EARLY;
        return new Kept(
                owner, new Token(Secret.of(token), true), asked.plus(lives).minus(early));
    }
}
