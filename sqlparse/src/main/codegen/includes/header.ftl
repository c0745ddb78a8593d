    /** A parser of a run of terminals. */
    public static ${parser.class} of(final Terminals.Run run) {
        ${parser.class} parser = new ${parser.class}(new TokenManager() {
            public Token getNextToken() {
                Token token = new Token();
                token.kind = run.next();
                token.image = run.image();
                token.beginLine = 1;
                token.endLine = 1;
                token.beginColumn = run.beginColumn();
                token.endColumn = run.endColumn();
                return token;
            }
        });
        parser.unquotedCasing = Casing.UNCHANGED;
        parser.quotedCasing = Casing.UNCHANGED;
        parser.identifierMaxLength = Integer.MAX_VALUE;
        parser.conformance = SqlConformanceEnum.BABEL;
        return parser;
    }

    /** The images of the terminals, by kind. */
    public static List<String> vocabulary() {
        return Collections.unmodifiableList(Arrays.asList(tokenImage));
    }

    public SqlNode parse(GeneratedParser.Part part) throws Exception {
        switch (part) {
        case STATEMENT:
            return StatementEof();
        case QUERY:
            return QueryEof();
        case EXPRESSION:
            return SqlExpressionEof();
        case TABLES:
            return TablesEof();
        case ITEMS:
            return ItemsEof();
        case TAIL:
            return TailEof();
        case WITH:
            return WithEof();
        case ASSIGNMENTS:
            return AssignmentsEof();
        default:
            throw new IllegalArgumentException(part.name());
        }
    }

    /** Whether a data change begins here, with WITH before it or without. */
    private boolean changeBegins() {
        Token at = getToken(1);
        int depth = at.kind == WITH ? 0 : -1;
        while (depth >= 0 && at.kind != EOF && (depth > 0 || !isChange(at) && at.kind != SELECT && at.kind != VALUES)) {
            if (at.next == null) {
                at.next = token_source.getNextToken();
            }
            at = at.next;
            depth += at.kind == LPAREN ? 1 : at.kind == RPAREN ? -1 : 0;
        }
        return isChange(at);
    }

    private static boolean isChange(Token token) {
        switch (token.kind) {
        case INSERT:
        case UPDATE:
        case DELETE:
        case MERGE:
        case REPLACE_ROWS:
            return true;
        default:
            return false;
        }
    }

    public int errorColumn() {
        return token.next == null ? token.beginColumn : token.next.beginColumn;
    }

    public void ReInit(Reader reader) {
        throw new UnsupportedOperationException();
    }
