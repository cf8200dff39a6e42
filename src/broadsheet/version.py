"""The version, in one place: the build reads it here, the User-Agent and every article carry it."""

VERSION = "0.1.0"
