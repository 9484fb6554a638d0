"""Papers and pictures of a person (附件): brought in, listed, looked at, turned."""
