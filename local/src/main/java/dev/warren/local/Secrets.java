package dev.warren.local;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/** Generated passwords, and the form in which RabbitMQ keeps them. Thread-safe. */
public final class Secrets {
    /** The hash that {@link #rabbitHash} computes, as RabbitMQ's definitions name it. */
    public static final String RABBIT_HASHING_ALGORITHM = "rabbit_password_hashing_sha256";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 24;
    private static final int SALT_BYTES = 4;

    private Secrets() {}

    /** A new password of 192 random bits, in letters, digits, {@code -} and {@code _}. */
    public static String newPassword() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The {@code password_hash} of a user in RabbitMQ's definitions, with a new random salt. */
    public static String rabbitHash(String password) {
        byte[] salt = new byte[SALT_BYTES];
        RANDOM.nextBytes(salt);
        return rabbitHash(password, salt);
    }

    static String rabbitHash(String password, byte[] salt) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            byte[] digest = sha256.digest(password.getBytes(StandardCharsets.UTF_8));
            byte[] salted = Arrays.copyOf(salt, salt.length + digest.length);
            System.arraycopy(digest, 0, salted, salt.length, digest.length);
            return Base64.getEncoder().encodeToString(salted);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
