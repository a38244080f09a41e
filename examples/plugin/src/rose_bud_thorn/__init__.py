"""Rose, bud, thorn: what went well, what could grow, what hurt."""
