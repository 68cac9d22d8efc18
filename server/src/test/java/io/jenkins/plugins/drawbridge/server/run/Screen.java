package io.jenkins.plugins.drawbridge.server.run;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What a person sees: a terminal of some width that scrolls without end, wraps long lines, shows some letters two columns
 * wide, and obeys the few sequences of ECMA-48 that are used here (cursor up, erase below, colours). Anything else is an
 * error. Thread-safe.
 */
final class Screen extends OutputStream {

    private final int columns;
    private final List<StringBuilder> rows = new ArrayList<>(List.of(new StringBuilder()));
    private final StringBuilder sequence = new StringBuilder();
    private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    private final ByteBuffer undecoded = ByteBuffer.allocate(16);
    private int row;
    private int column;
    private int frames;

    Screen(int columns) {
        this.columns = columns;
    }

    PrintStream stream() {
        return new PrintStream(this, true, StandardCharsets.UTF_8);
    }

    /** The rows with something on them, from the first ever written. */
    synchronized List<String> lines() {
        return rows.stream()
                .map(text -> text.toString().stripTrailing())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** How often what was drawn has been drawn over. */
    synchronized int frames() {
        return frames;
    }

    @Override
    public synchronized void write(int single) {
        undecoded.put((byte) single);
        undecoded.flip();
        CharBuffer decoded = CharBuffer.allocate(2);
        decoder.decode(undecoded, decoded, false);
        undecoded.compact();
        decoded.flip();
        if (decoded.hasRemaining()) {
            take(decoded.toString());
        }
    }

    private void take(String letter) {
        if (!sequence.isEmpty() || letter.equals("\u001B")) {
            sequence.append(letter);
            if (sequence.length() > 2 && Character.isLetter(letter.charAt(0))) {
                obey(sequence.toString());
                sequence.setLength(0);
            }
        } else if (letter.equals("\n")) {
            newLine();
        } else {
            show(letter);
        }
    }

    private void obey(String wanted) {
        String number = wanted.substring(2, wanted.length() - 1);
        switch (wanted.charAt(wanted.length() - 1)) {
            case 'A' -> {
                row -= Integer.parseInt(number);
                if (row < 0) {
                    throw new IllegalStateException("the cursor left the screen");
                }
            }
            case 'J' -> eraseBelow();
            case 'm' -> {}
            default -> throw new IllegalStateException("an unknown sequence: " + wanted.substring(1));
        }
    }

    private void eraseBelow() {
        frames++;
        rows.get(row).setLength(Math.min(column, rows.get(row).length()));
        rows.subList(row + 1, rows.size()).clear();
    }

    private void newLine() {
        row++;
        column = 0;
        if (row == rows.size()) {
            rows.add(new StringBuilder());
        }
    }

    private void show(String letter) {
        int width = isWide(letter.codePointAt(0)) ? 2 : 1;
        if (column + width > columns) {
            newLine();
        }
        rows.get(row).append(letter);
        column += width;
    }

    private static boolean isWide(int letter) {
        boolean fullWidthForm = letter >= 0xFF01 && letter <= 0xFF60;
        return Character.UnicodeScript.of(letter) == Character.UnicodeScript.HAN || fullWidthForm || letter >= 0x1F300;
    }
}
