package dev.warren.system.rig;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Replies worth losing, by the bytes that only they contain. One that is split between two pieces is missed. */
public enum Reply {
    /** PostgreSQL's CommandComplete after COMMIT. */
    COMMITTED("430000000b" + HexFormat.of().formatHex("COMMIT\0".getBytes(StandardCharsets.US_ASCII))),
    /** AMQP's basic.ack, which from a broker is always a publisher confirm: a frame of 13 bytes, class 60, method 80. */
    CONFIRMED("0000000d003c0050");

    private final byte[] pattern;

    Reply(String hex) {
        pattern = HexFormat.of().parseHex(hex);
    }

    boolean isIn(byte[] piece) {
        for (int start = 0; start <= piece.length - pattern.length; start++) {
            int same = 0;
            while (same < pattern.length && piece[start + same] == pattern[same]) {
                same++;
            }
            if (same == pattern.length) {
                return true;
            }
        }
        return false;
    }
}
