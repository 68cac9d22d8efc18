package io.jenkins.plugins.drawbridge.server.store;

import java.util.List;
import java.util.function.Function;

/**
 * Rows that lie beside each other, newest first.
 *
 * @param newer the id after which newer ones follow; 0: there are none
 * @param older the id before which older ones lie; 0: there are none
 */
public record Page<T>(List<T> rows, long newer, long older) {

    public Page {
        rows = List.copyOf(rows);
    }

    <R> Page<R> map(Function<T, R> change) {
        return new Page<>(rows.stream().map(change).toList(), newer, older);
    }
}
