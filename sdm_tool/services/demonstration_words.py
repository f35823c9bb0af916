"""What made-up people say in the demonstration. Nobody real said any of it."""

from sdm_tool.domain.sections import Grouping, Person

# Who comes along: people, and how often of 100 meetings.
FAMILIES: tuple[tuple[tuple[Person, ...], int], ...] = (
    ((Person("p1", "Mum", is_parent=True),), 38),
    ((Person("p1", "Dad", is_parent=True),), 12),
    ((Person("p1", "Mum", is_parent=True), Person("p2", "Dad", is_parent=True)), 14),
    ((Person("p1", "Nan", is_parent=True),), 6),
    ((Person("p1", "Foster carer", is_parent=True),), 5),
    ((Person("p1", "Mum", is_parent=True), Person("p2", "Stepdad", is_parent=True)), 4),
    ((Person("p1", "Auntie", is_parent=True), Person("p2", "Auntie", is_parent=True)), 2),
    ((Person("p1", "Mum", is_parent=True), Person("p2", "Advocate", is_parent=False)), 3),
    ((Person("p1", "Social worker", is_parent=False),), 3),
    ((), 13),
)
METHODS = ("in-person", "in-person", "in-person", "in-person", "video", "school", "phone")
PLACES = ("Room 2", "Room 4", "The garden room", "The library", "")
INTERPRETERS = ("Polish", "British Sign Language", "Urdu", "Arabic", "Romanian")
PROFESSIONALS = ("Student nurse", "Teaching assistant", "Family support worker")
NEEDS = (
    "Large print", "Short sentences", "A break half way", "To draw while talking",
    "Questions one at a time", "A quiet room", "To read things twice", "Time to think",
)  # fmt: skip
WITHOUT_GRID = (
    "Sleep that will not come", "Falling out with friends", "Moving to a new school",
    "Arguments at home", "Worry before exams", "Missing someone who died",
    "Feeling left out", "Coming back to school after a long time",
)  # fmt: skip
AGENDA_YOUNG_PERSON = (
    "What happens if I say no.", "Whether I have to miss school.", "Who gets told about this.",
    "I do not really know.", "If this ever gets better.", "What my friends would see.",
)  # fmt: skip
AGENDA_FAMILY = (
    "How we can help without nagging.", "What to do on a bad night.",
    "How long this takes to start.", "What school should know.",
)  # fmt: skip
AGENDA_CLINICIAN = (
    "What has been tried before.", "How things have been since we last met.",
    "Going through the options together.", "What a plan for bad days could be.",
)  # fmt: skip
SAY_WORDS = (
    "I want to hear it all first.", "Mostly me, but Mum knows me.", "Please do not rush me.",
    "You tell me what you think, then I decide.",
)  # fmt: skip
MATTERS_YOUNG_PERSON = (
    "I want to feel like seeing my friends again.",
    "I do not want to miss football.",
    "I want to stop crying at school.",
    "I want to sleep and not think all night.",
    "I do not want everyone to know.",
    "I want to get through my exams without falling apart.",
    "I just want to feel normal.",
    "I want people to stop asking if I am OK.",
    "I want to talk to someone who is not in my family.",
    "I do not want to talk in front of people.",
    "I want to be able to get on the bus again.",
    "I want to feel less tired.",
    "I do not want to take anything that changes who I am.",
    "I want to draw again. I used to draw all the time.",
    "I want to know what is going to happen before it happens.",
    "Not letting my little brother see me like this.",
)
MATTERS_PARENT = (
    "I need to know that someone is keeping an eye on how things are.",
    "I want to stop walking on eggshells at home.",
    "It has to fit with my shifts.",
    "I want my child back.",
    "I do not want this to drag on for months with nothing happening.",
    "I want us to eat together again.",
    "That nobody blames us.",
    "School has to be part of it.",
    "I worry about side effects.",
    "I want to know what to say, and what not to say.",
)
GOOD = (
    "It could start soon.", "It is close to home.", "You learn things you can keep using.",
    "Someone asks you every week how it is going.", "You can bring a friend the first time.",
    "It fits round school.", "You can stop if it is not for you.",
    "Other people there know what it is like.", "Mum can be part of it.",
)  # fmt: skip
HARD = (
    "It is far on the bus.", "It takes an afternoon a week.", "It is hard to talk about this.",
    "It can feel worse before it feels better.", "You would miss a lesson each week.",
    "There is homework between meetings.", "You may not click with the person.",
    "It can take a while to notice anything.", "Someone has to drive you.",
)  # fmt: skip
GOOD_NO_CHANGE = (
    "Nothing extra to do.", "You keep what works now.", "A pause after a hard term.",
    "You can still change your mind.",
)  # fmt: skip
HARD_NO_CHANGE = (
    "You have waited a long time already.", "It may not lift by itself.",
    "The worry at home goes on.", "It may be harder to start later.",
)  # fmt: skip
SUCCESS = (
    "You see your friends at the weekend.", "You do not dread Monday.",
    "You sleep most nights.", "You go to football again.", "You are in school most days.",
)  # fmt: skip
LIKELY = (
    "We hope to notice something by half-term. We cannot promise.",
    "Many people notice a little first. Some notice nothing.",
    "We will know more when we look again.",
)
IF_NOT = (
    "We stop and look at something else. It will not be your fault.",
    "We talk about one of the other options.",
    "You tell us, and we meet sooner.",
)
ENDS = (
    "We plan the last meetings together.", "It ends when you say it is enough.",
    "After the last meeting we write down what helped.",
)  # fmt: skip
UNKNOWN = (
    "How it would be for someone with your kind of week.",
    "How soon anything changes.", "Whether it would go away by itself.",
)  # fmt: skip
SAID = (
    "We cannot fix everything here. We can try this with you, and we will be honest about it.",
    "This helps some people and not others, and we cannot tell which before.",
    "You did not cause this. It is all right to try and to stop.",
)
WHY_NOT_DISCUSSED = ("We ran out of time.", "You asked to leave this for next time.")
DRAWS = (
    "Meeting people who get it.", "I could do it my way.", "It sounds calm.",
    "I would not have to explain everything.", "",
)  # fmt: skip
PUTS_OFF = (
    "It is far.", "Talking in front of others.", "I tried something like it.",
    "I do not like needing help.", "",
)  # fmt: skip
NOT_SURE = ("I would need to see it first.", "Maybe later.", "")
TELLS = (
    "A pause before exams is fair.", "We can start with one meeting and see.",
    "I would want to see you again sooner if we wait.", "We have a place on Thursdays.",
)  # fmt: skip
OWN_OPTIONS = (
    ("Going back to boxing", "Twice a week, with the coach I had before."),
    ("Walking the dog with Grandad", "Every day after school."),
    ("Talking to the imam", "He knows our family."),
    ("A later start at school", "School said it could be tried."),
    ("Drawing club", "On Wednesdays, at the library."),
)
NOT_OPEN = ("the group is full until spring", "there is no one here who offers it", "of your age")
DECIDED_ACTIONS = (
    ("c", "Asks for a place and rings you."),
    ("c", "Writes to school, and shows you the letter first."),
    ("c", "Finds out what is open on Saturdays."),
    ("yp", "Picks one thing to do that used to be fun."),
    ("yp", "Tells one friend."),
    ("yp", "Writes down how it goes on three days."),
    ("p1", "Gives a lift on Tuesdays."),
    ("p1", "Talks to the form tutor."),
    ("p1", "Keeps Sunday evening free."),
)
RESERVATIONS = (
    "I would still like one to one. I will go along with the group.",
    "I am not sure this is enough.", "I would rather have waited.",
    "I want to try it, but I do not think it will work.",
)  # fmt: skip
STILL_TO_ASK = (
    "How many young people are in the group here?", "Can we see the room first?",
    "What do we tell school?", "Who do we ring in the holidays?",
)  # fmt: skip
WHO_RESPONSIBLE = (
    "Mother, by her own account and the school's records.",
    "Both parents; both were told.",
    "Father, confirmed by the general practice.",
)
SAFETY_PLANS = (
    "On the young person's phone and on the fridge; a copy is in the clinical record.",
    "In the clinical record; written together today.",
)
CHECK_INS = ("R. Singh, by phone on Friday.", "The duty nurse rings on Thursday after school.")
COMPETENCE = (
    "Told me in their own words what each option is and what could go wrong. Weighed them up.",
    "Understood, remembered and weighed it. Came back to the same answer after time alone.",
)
KEPT_PRIVATE = (
    "Asked that the row with a friend is not mentioned at home.",
    "Would like a different room next time. Did not want to say why in front of family.",
)
CANCELLED = (
    "Opened on the wrong record.",
    "Started twice by mistake.",
    "The meeting did not happen.",
)
GROUPINGS = (
    Grouping.GETTING_ADVICE, Grouping.GETTING_HELP, Grouping.GETTING_HELP,
    Grouping.GETTING_MORE_HELP,
)  # fmt: skip
