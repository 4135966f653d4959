package dev.warren.edge.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Tokens that are right in everything but one thing. */
final class TestTokens {

    static final String SECRET = "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz";
    static final String USER = "019b2f4e-6a10-7c3d-9f21-0b5e8d4c7a62";

    private TestTokens() {}

    static String operator() {
        return signed(claims -> claims.claim("roles", List.of("operator")).subject("olga"));
    }

    static String customer() {
        return signed(claims -> {});
    }

    /** A customer's, with something changed. */
    static String signed(Consumer<JWTClaimsSet.Builder> change) {
        return signed(JWSAlgorithm.HS256, SECRET, change);
    }

    static String signed(JWSAlgorithm algorithm, String secret, Consumer<JWTClaimsSet.Builder> change) {
        try {
            var token = new SignedJWT(new JWSHeader(algorithm), claims(change));
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    static JWTClaimsSet claims(Consumer<JWTClaimsSet.Builder> change) {
        var claims = new JWTClaimsSet.Builder()
                .issuer("warren")
                .audience("warren")
                .subject(USER)
                .claim("roles", List.of("customer"))
                .issueTime(in(0))
                .expirationTime(in(60));
        change.accept(claims);
        return claims.build();
    }

    static Date in(long seconds) {
        return Date.from(Instant.now().plusSeconds(seconds));
    }

    /** None of them proves anything. */
    static Map<String, String> bad() {
        var bad = new LinkedHashMap<String, String>();
        bad.put("expired beyond the leeway", signed(it -> it.expirationTime(in(-40))));
        bad.put("not valid yet", signed(it -> it.notBeforeTime(in(40))));
        bad.put("for ever", signed(it -> it.expirationTime(null)));
        bad.put("of another issuer", signed(it -> it.issuer("somebody")));
        bad.put("of no issuer", signed(it -> it.issuer(null)));
        bad.put("for another audience", signed(it -> it.audience("others")));
        bad.put("for no audience", signed(it -> it.audience((String) null)));
        bad.put("of nobody", signed(it -> it.subject(null)));
        bad.put("of a customer who is no user", signed(it -> it.subject("ada")));
        bad.put("without a role", signed(it -> it.claim("roles", null)));
        bad.put("with a role that is none", signed(it -> it.claim("roles", List.of("admin"))));
        bad.put("with roles that are no list", signed(it -> it.claim("roles", "operator")));
        bad.put("by another secret", signed(JWSAlgorithm.HS256, SECRET.replace('0', 'O'), it -> {}));
        bad.put("by another algorithm of the same key", signed(JWSAlgorithm.HS512, SECRET, it -> {}));
        bad.put("unsigned", new PlainJWT(claims(it -> {})).serialize());
        bad.put("with its signature cut off", customer().replaceFirst("[^.]+$", ""));
        bad.put(
                "changed after it was signed",
                customer().replaceFirst("\\.[^.]+\\.", "." + operator().split("\\.")[1] + "."));
        bad.put("no token at all", "x");
        return bad;
    }
}
