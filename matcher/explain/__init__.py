"""Pictures that let a person check a picture match: `overlay` warps, outlines and puts side by side."""
