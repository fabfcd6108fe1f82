"""The check-in: the six lines of one prompt, and the warning signs of each."""

LINES = (
    ("snap", "weak_push_off", "lost_single_raise"),
    ("calf_swollen", "calf_warm", "calf_red", "calf_throbbing"),
    ("chest_pain", "coughing_blood", "breathless"),
    ("fever", "unwell", "hot_red_tendon", "wound"),
    ("fluoroquinolone_last", "oral_steroid_last", "tendon_injection_last"),
    ("night_pain", "weight_loss", "numbness", "pinpoint_bone_pain"),
)
"""The signs that each line asks for, in the order of the lines (X6)."""
