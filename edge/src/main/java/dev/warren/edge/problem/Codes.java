package dev.warren.edge.problem;

/** The codes of problems that any service may answer; a service adds its own. Stable: programs decide by them. */
public final class Codes {

    public static final String MALFORMED_JSON = "MALFORMED_JSON";
    public static final String UNKNOWN_FIELD = "UNKNOWN_FIELD";
    public static final String MISSING_FIELD = "MISSING_FIELD";
    public static final String DUPLICATE_FIELD = "DUPLICATE_FIELD";
    public static final String WRONG_TYPE = "WRONG_TYPE";
    public static final String INVALID_VALUE = "INVALID_VALUE";
    public static final String TRAILING_CONTENT = "TRAILING_CONTENT";
    public static final String TOO_DEEP = "TOO_DEEP";
    public static final String MISSING_BODY = "MISSING_BODY";
    public static final String BODY_TOO_LARGE = "BODY_TOO_LARGE";
    public static final String MALFORMED_ID = "MALFORMED_ID";
    public static final String INVALID_CURSOR = "INVALID_CURSOR";
    public static final String INVALID_LIMIT = "INVALID_LIMIT";
    public static final String MALFORMED_REQUEST = "MALFORMED_REQUEST";
    public static final String HEADERS_TOO_LARGE = "HEADERS_TOO_LARGE";
    public static final String NOT_FOUND = "NOT_FOUND";
    public static final String METHOD_NOT_ALLOWED = "METHOD_NOT_ALLOWED";
    public static final String NOT_ACCEPTABLE = "NOT_ACCEPTABLE";
    public static final String UNSUPPORTED_MEDIA_TYPE = "UNSUPPORTED_MEDIA_TYPE";
    public static final String CONFLICT = "CONFLICT";
    public static final String GONE = "GONE";
    public static final String PRECONDITION_FAILED = "PRECONDITION_FAILED";
    public static final String UNAVAILABLE = "UNAVAILABLE";
    public static final String NO_INSTANCE = "NO_INSTANCE";
    public static final String BAD_GATEWAY = "BAD_GATEWAY";
    public static final String GATEWAY_TIMEOUT = "GATEWAY_TIMEOUT";
    public static final String INTERNAL = "INTERNAL";

    private Codes() {}
}
