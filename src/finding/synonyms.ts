import { terms } from './terms.ts';

/** Words for one thing, British and American or just another, a group between two bars. */
const same = `queue line|lift elevator|toilet loo restroom bathroom wc washroom|till register checkout cashdesk|holiday vacation leave
  mobile cellphone phone|petrol gas fuel|rubbish trash garbage|pavement sidewalk|shop store|bill invoice|chemist pharmacy|post mail
  trolley cart|lorry truck|tap faucet|torch flashlight|nappy diaper|pram stroller buggy|flat apartment|car vehicle auto|purse wallet
  couch sofa|cinema theater|photo picture image|tv television|rep representative|lad boy|lass girl|kid child toddler
  doctor doc gp physician|physician medic|fridge refrigerator|info information|app application|pc computer laptop|net internet
  ad advert advertisement|exam test|fault defect|coworker colleague teammate workmate|boss manager supervisor superior
  mom mother|dad father daddy papa|grandma granny gran nan grandmother|grandpa granddad grandfather|guest visitor|buyer shopper
  reply answer respond response|shout yell scream|angry mad furious livid raging irate enraged|rude impolite disrespectful
  swear curse cuss|cry weep sob tear|sad unhappy|die death deceased|ill sick unwell|scared afraid frightened terrified
  slow sluggish|late delay overdue|broken broke bust kaput|broken defective faulty|fix repair mend|discount rebate reduction
  cheap inexpensive|expensive pricey costly dear|price cost fee charge rate|refund reimburse reimbursement|swap exchange
  mistake error|wrong incorrect|hurry rush|busy swamped slammed|begin start|finish end close|end terminate|quit resign
  greet hello hi|goodbye bye farewell|smile grin|seat chair|hot warm heat|cold chilly freeze|noise noisy loud|dirt dirty filthy
  messy mess untidy cluttered|clean tidy|smell stink smelly odor|crowd crowded packed full|guard security bouncer|bag handbag backpack luggage suitcase
  desk counter|reception lobby foyer|route direction way|elderly old senior pensioner|deaf hearing|blind sight
  handicap disable disability wheelchair|foreign foreigner tourist|language english|explain explanation|understand comprehend
  complain complaint whinge moan grumble|criticism criticize critic|review rating star|survey questionnaire|opinion view|advice advise
  recommend suggest recommendation suggestion|persuade convince|choose choice pick decide decision|thank thanks gratitude grateful
  praise compliment kudos|present gift|tip gratuity|sorry apology apologize|forget forgotten|promise pledge|blame accuse
  staff employee worker workforce personnel|new newbie newcomer rookie|trainee apprentice intern|train training teach
  skill ability|salary wage pay paycheck|profit revenue|loyal loyalty faithful|regular frequent|recognize remember
  rule policy regulation|allow permit forbid|receipt proof|warranty guarantee|contract agreement|cancel cancellation
  appointment booking reservation|schedule calendar|wait waiting|impatient patience|patient patience|calm composed relaxed|stress stressed
  nervous anxious worried|worry anxiety|funeral grief bereavement|husband spouse wife partner widow widower|nurse nursing
  drunk intoxicated alcohol|steal theft shoplifter thief|threat threaten|insult offend abuse|rumor gossip|email mail|chat message text
  call phone telephone ring|caller telephone|website site online web|delivery parcel package shipment shipping|order purchase buy
  brand image reputation|value belief principle|environment surroundings workplace|light lighting lamp|sign signage|park parking
  form paperwork document|guideline rule handbook|definition meaning mean define|difference differ versus vs distinguish|type sort category
  important importance matter|need want require|reason why|feel feeling emotion emotional mood|bond connection relationship|trust confidence
  friendly nice kind|polite courteous courtesy|respect dignity|honest truth lie|listen hear|interrupt interruption disturb|talk speak chat
  talkative chatty|quiet silent shy|stupid idiot dumb|bored boring|tired exhausted|confused lost|problem issue trouble|solve solution fix resolve
  out-of-stock unavailable|stock inventory|ingredient content|allergy allergic nut gluten|competitor rival competition|offer deal
  haggle bargain negotiate negotiation|clothes dress outfit wear attire|appearance look|impression impress|introduce introduction
  voicemail answerphone|deadline due|overtime late|shift rota roster|handover handoff|department team unit|responsible responsibility accountable ownership
  flexible flexibility adapt adjust|exception special|request ask|proactive initiative|anticipate foresee predict|warn warning alert
  remind reminder|update news|personal individual personalize|name surname|script template canned|convenient convenience easy
  hassle effort|complicated complex difficult hard|competent competence qualified|expert specialist|right correct accurate|grade level rank|company firm business corporation|courtesy kindness favor|drop fall`;

const groups = same.split(/\||\n/).map((group) => [...new Set(terms(group))]);

const relatives = new Map<string, Set<string>>();
for (const group of groups) {
  for (const term of group) {
    const known = relatives.get(term) ?? new Set();
    for (const other of group) if (other !== term) known.add(other);
    relatives.set(term, known);
  }
}

/** Other terms that mean the same, or nearly. */
export const synonyms = (term: string): Iterable<string> => relatives.get(term) ?? [];
