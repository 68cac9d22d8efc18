package io.jenkins.plugins.drawbridge.engine.manifest;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What one deploy may read at most.
 *
 * @param bytes of all files together
 * @param files read, and entries looked at while searching folders
 * @param objects after lists are unwrapped
 * @param values in all objects together, after aliases are followed
 */
public record ManifestLimits(int bytes, int files, int objects, int values) {

    public static final ManifestLimits DEFAULT = new ManifestLimits(64 * 1024 * 1024, 20_000, 20_000, 5_000_000);

    /** How many values a tree of them is. */
    public static long countValues(JsonNode json) {
        long count = 1;
        for (JsonNode child : json) {
            count += countValues(child);
        }
        return count;
    }
}
