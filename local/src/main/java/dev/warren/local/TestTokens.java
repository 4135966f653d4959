package dev.warren.local;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens for tests, made without the code that checks them. */
public final class TestTokens {

    /** What the tokens are signed with, for {@code edge.security.secret}. */
    public static final String SECRET = Secrets.newPassword() + Secrets.newPassword();

    private static final String HS256 = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

    private TestTokens() {}

    public static String customer(String userId) {
        return signed(HS256, SECRET, claims("warren", "warren", userId, "customer", 600));
    }

    /** One that is good for so many seconds more. Leeway included, of which there are 30. */
    public static String customerFor(int seconds, String userId) {
        return signed(HS256, SECRET, claims("warren", "warren", userId, "customer", seconds - 30));
    }

    public static String operator() {
        return operator("olga");
    }

    public static String operator(String name) {
        return signed(HS256, SECRET, claims("warren", "warren", name, "operator", 600));
    }

    /** By what is wrong with them: of an operator, so that whoever lets one in lets it do anything. */
    static Map<String, String> bad() {
        var bad = new LinkedHashMap<String, String>();
        var good = claims("warren", "warren", "olga", "operator", 600);
        bad.put("expired", signed(HS256, SECRET, claims("warren", "warren", "olga", "operator", -600)));
        bad.put("of another issuer", signed(HS256, SECRET, claims("somebody", "warren", "olga", "operator", 600)));
        bad.put("for another audience", signed(HS256, SECRET, claims("warren", "others", "olga", "operator", 600)));
        bad.put("with another role", signed(HS256, SECRET, claims("warren", "warren", "olga", "admin", 600)));
        bad.put("by another secret", signed(HS256, SECRET + "x", good));
        bad.put("unsigned", encoded("{\"alg\":\"none\"}") + "." + encoded(good) + ".");
        return bad;
    }

    private static String claims(String issuer, String audience, String subject, String role, int seconds) {
        long now = Instant.now().getEpochSecond();
        return "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"%s\",\"roles\":[\"%s\"],\"iat\":%d,\"exp\":%d}"
                .formatted(issuer, audience, subject, role, now, now + seconds);
    }

    private static String signed(String header, String secret, String claims) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String content = encoded(header) + "." + encoded(claims);
            return content + "." + encoded(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    private static String encoded(String json) {
        return encoded(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
