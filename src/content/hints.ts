import { terms } from './terms.ts';

/** A word that our topics are named with, then words that hint at it without meaning the same. */
const table = `angry: mad fuming cross cranky irritated irritable frustrated frustrating outrage tantrum rage hate boiling snappy upset annoyed
rude: arrogant obnoxious nasty mean cruel harsh snob disrespectful condescending sneer unkind bossy ignorant
aggressive: hit kick punch slap spit attack assault stab gun violence push shove grab dangerous intimidate bully hostile scary
swearing: curse cuss dirty filthy vulgar foul
threat: lawyer sue lawsuit legal court police kill revenge
drunk: alcohol beer vodka drug sober stoned high
argue: argument quarrel dispute disagree debate discuss
makes a scene: tantrum fuss drama hysterical
sad: depressed depression miserable heartbroken despair gloomy lonely heartbreak
sick: disease illness flu fever cough headache vomit diabetic dizzy faint collapse ambulance bleed stroke injured injury wound hospital surgery operation
pain: ache hurt sore suffer headache injured wound
scared: fear afraid tremble shiver fright phobia shaking terrified
accident: crash wreck fire flood burn injury disaster ambulance
hard time: vulnerable struggle desperate crisis suffer overwhelmed
money trouble: poor rent unemployed bankrupt benefits welfare starve homeless jobless bailiff loan mortgage instalments arrears
lost job: fired sacked redundant unemployed laid
ashamed: awkward shame blush intimate secret embarrass
death: grave burial suicide murder coffin cemetery inheritance deceased
grief: widow widower mourn loss
comfort: console hug soothe reassure
empathy: pity compassionate caring sensitive gentle understanding
guard: police bouncer doorman officer
weapon: gun knife bomb
suspect: suspicious criminal
security: theft thief steal robbery burglar fraud scam shoplift safe
id: identity licence driver identification
refuse: resist decline object deny
access: unlock lock key banned trespass
chair: bench stool couch
crowded: busy mob jammed
magazines: book read
dirty: stain stained rubbish litter cockroach insect pest mouse rat dust greasy sticky vomit mould
clean: wipe sweep wash hygiene soap towel mop vacuum hoover
too hot: sweat summer
too cold: shiver winter chilly draught
heating: heater radiator boiler
noise: bang drill hammer
building: roof corridor floor wall hall window
smell: perfume stink rotten sewage
uncomfortable: cramped narrow tight hard
shabby: wreck worn torn rusty ugly scruffy
umbrella: rain wet weather
carry: lift luggage suitcase
directions: map street road corridor upstairs downstairs
charge phone: battery cable plug charger
kindness: generous thoughtful considerate gentle unselfish
bus stop: train taxi station airport tram metro subway
polite: manners etiquette
lost and found: keys glasses scarf
small talk: weather football weekend
stranger: tourist passer neighbour
gift: flowers bouquet chocolate cake champagne bottle wine bribe sweets
praise: admire proud pride award prize applaud congratulate congratulations compliment brilliant excellent
thanks: cheers appreciated owe
discount: sale coupon voucher deduct reduce percent clearance
expensive: fortune stingy
rip-off: scam cheat greedy
cost: tax postage payment
competitor: rival
negotiate: insist
complaint letter: lawyer legal ombudsman official sue
review: blog press newspaper journalist
disappointed: regret letdown frustrated
survey: poll vote
suggestion: proposal idea
unhappy: dissatisfied displeased discontent terrible awful horrible disgusting
broken: cracked smashed torn wrecked snapped burst
not work: fail failed failure dead jammed
stuck: jam jammed blocked trapped
leak: drip flood burst
damaged: spoiled rotten stale mouldy expired scratched stained soiled dented ruined
missing: disappeared vanished gone empty
refund: compensation compensate deposit
emergency: ambulance fire rescue urgent collapse bleeding
system down: outage offline crash freeze hang
power cut: electric electricity blackout
error: glitch bug virus
find the cause: diagnose detect
ingredients: recipe sugar salt meat pork fish milk egg dairy contains
allergy: lactose peanut vegan vegetarian diabetic halal kosher intolerant
side effects: medicine pill prescription dose drug tablet medication
size: fit large small medium tight loose
guess: suppose assume
suitable: proper fits
technical: battery voltage memory speed
busy: hectic chaos frantic chaotic crazy mad
urgent: asap immediately
late: traffic oversleep delayed
stressed: pressure tense frantic overworked
short-staffed: understaffed alone shorthanded absent
elderly: pensioner retired grandma grandpa frail
decide: hesitate doubt unsure wonder choosing undecided
annoying: irritating nuisance fuss bother
dementia: forgetful memory alzheimer autistic
slow: dawdle snail lingering
mumble: stutter whisper speech
talkative: babble waffle chatterbox blabber chatting
quiet: silent silence speechless timid
misunderstanding: mixup confusion
language: german spanish french polish turkish arabic chinese nationality foreign translator
confused: puzzled baffled lost
unclear: vague
explain: describe demonstrate clarify instruct
convince: reassure tempt sway
saying no: refuse reject decline deny
not allowed: forbidden illegal banned smoking dog pet prohibited
substitute: replace instead alternative
reschedule: postpone rebook
special request: vegetarian birthday anniversary
sold out: unavailable empty
mistake: oops blunder mixup typo slip
sorry: regret pardon forgive
blame: guilty accuse
spilled: spill knock stain
forgot: overlooked neglect
make it right: compensate compensation
excuses: pretext
grumpy: cranky miserable gloomy sulky
smile: laugh grin giggle
tired: sleepy yawn asleep awake hungover weary
sarcastic: irony tease joke mock
motivation: encourage inspire enthusiastic energetic
cheerful: joy happy laugh lively
professional: serious mature neutral
offer a drink: tea beer
walks in: enter arrive
coat: jacket
appearance: beard hair makeup nails piercing jewellery sweat breath perfume haircut scruffy
clothes: jacket tie suit skirt jeans trousers hat
goodbye: depart
smell of smoke: cigarette smoke smoking
privacy: secret confidential data gdpr
prejudice: race religion muslim gay transgender accent gender black nationality skin discriminate discrimination sexist
mr or mrs: title pronoun gender
training: study course lesson education educate class
incompetent: clumsy useless amateur
beginner: junior novice inexperienced newbie
expert: specialist
wheelchair: ramp crutch cane walker
stairs: downstairs upstairs climb steps ladder
form: document signature stamp envelope application sign
opening hours: weekend sunday
hassle: inconvenient inconvenience detour
easy: simple smooth handy
warn: danger risk
prevent: avoid
hazard: slippery spill slip
notify: announce
order status: track tracking
social media: facebook instagram tiktok twitter
behavior: manners conduct
company van: drive drove traffic
profit: economy money
closing time: shut lock
team spirit: cooperate
quitting: resign retire
burnout: exhausted stress
organization: charity council business corporation agency government club association
teamwork: cooperate collaborate
conflict: quarrel argue dispute fight jealous enemy hate
hungry: food eat snack starve meal lunch
thirsty: drink water
dreams: wish hope
feelings: joy happy love hate mood
trust: rely reliable believe doubt
honesty: sincere genuine cheat deceive fair
warmth: love hug
comparing: compare
supplier: bank insurer insurance provider vendor dealer broker carrier
pushy: insist pressure
demo: demonstrate
unreasonable: ridiculous silly crazy absurd
humiliated: shame ridicule mock
demanding: spoiled insist
picky: particular
flat tire: bike battery breakdown wheel
courier: driver
colleague: apprentice intern
ignored: neglect invisible overlooked
distracted: daydream inattentive
personal phone: tiktok whatsapp selfie
loyal: faithful devoted
cancel: unsubscribe quit terminate leave
remember: memory memorize
advice: consult
needs: require lack
guidelines: regulations document
meaning: definition`;

/** By the hint, what it hints at. */
const hints = new Map<string, string[]>();
for (const line of table.split('\n')) {
  const [topic = '', words = ''] = line.split(':');
  for (const hint of terms(words)) hints.set(hint, [...(hints.get(hint) ?? []), ...terms(topic)]);
}

/** Terms that a word makes one think of, though it means something else. */
export const hintsOf = (term: string): readonly string[] => hints.get(term) ?? [];
