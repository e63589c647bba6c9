"""From the bytes of a photograph to numbers that can be compared: pure functions, no store, no network.

Read the files in this order:

=====================  ==================================================================================
``errors``             every exception of the package, and what the user can do about it
``formats``            what the first bytes say a file is; what the sender declared
``orientation``        the eight flips and turns, numbered as in EXIF
``pixels``             any Pillow mode (CMYK, 16 bit, palette, transparency) to 8-bit RGB
``decode``             bytes to the one *working picture* that everything below looks at
``display``            bytes to a clean JPEG for a web page
``information``        is there anything in the picture to compare?
``hashes``             perceptual hashes, also of the eight orientations
``views``              named parts of a picture: whole, crops, rectified frames, separate objects
``outlines``           finds the frame, canvas or page in a photograph taken at an angle
``objects``            splits a photograph that shows several separate things
``features_file``      the local features of a picture in at most 100 KB
``geometry``           do matches fit one flat object, and do the aligned pixels agree?
``schemes``            the text stored with every fingerprint that says how it was made
``models``             learned models in ONNX Runtime: SSCD, XFeat, LighterGlue; and SIFT without any
=====================  ==================================================================================

Pictures are ``uint8`` arrays of shape (height, width, 3) in RGB order.  Sizes are (width, height) and points (x, y), in
pixels whose centres lie at whole numbers, unless a docstring says otherwise.
"""
