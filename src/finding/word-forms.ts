/** What people type in a hurry, and the words it stands for. */
const short = `cant:can not,cannot:can not,wont:will not,shant:shall not,dont:do not,doesnt:do not,didnt:do not,isnt:be not,arent:be not,
  aint:be not,wasnt:be not,werent:be not,hasnt:have not,havent:have not,hadnt:have not,couldnt:could not,wouldnt:would not,
  shouldnt:should not,neednt:need not,mustnt:must not,hes:he,shes:she,its:it,im:i be,ive:i have,youre:you be,youve:you have,theyre:they be,theyve:they have,
  weve:we have,thats:that,theres:there,heres:here,whats:what,whos:who,wheres:where,hows:how,lets:let,gonna:going to,wanna:want to,
  gotta:have to,dunno:do not know,lemme:let me,u:you,ur:your,r:be,pls:please,plz:please,thx:thanks,cust:customer,
  custs:customers,dept:department,mgr:manager,appt:appointment,ppl:people,n:and,kinds:types`;

/** The base, then its forms. Only those that taking off an ending doesn't reach. */
const irregular = `be is are am was were been,have has had,do does did done,go goes went gone,say said,tell told,buy bought,bring brought,
  break broke broken,forget forgot forgotten,come came,give gave given,take took taken,know knew known,feel felt,keep kept,
  sell sold,send sent,pay paid,speak spoke spoken,steal stole stolen,swear swore sworn,throw threw thrown,write wrote written,
  understand understood,misunderstand misunderstood,mislead misled,find found,fall fell fallen,get got gotten,hear heard,
  hold held,make made,meet met,see saw seen,think thought,choose chose chosen,drive drove driven,teach taught,catch caught,
  sleep slept,hang hung,begin began begun,eat ate eaten,run ran,sit sat,stand stood,leave left,win won,die died dies dying dead,
  lend lent,spend spent,build built,freeze froze frozen,bite bit bitten,hide hid hidden,tear tore torn,lead led,lie lied lying,
  shake shook shaken,wear wore worn,child children,man men,woman women,person people persons,bad worse worst,good better best`;

const numbers = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const ordinals = '0th first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ');
const endings = ['th', 'st', 'nd', 'rd'];

/** Contractions in full, irregular forms as their base, numbers as digits. */
export const wordForms: ReadonlyMap<string, readonly string[]> = new Map([
  ...families(irregular),
  ...short.split(',').map((pair): [string, string[]] => {
    const [typed = '', meant = ''] = pair.trim().split(':');
    return [typed, meant.split(' ')];
  }),
  ...numbers.map((word, number): [string, string[]] => [word, [`${number}`]]),
  ...ordinals.map((word, number): [string, string[]] => [
    word,
    [`${number}${endings[number] ?? 'th'}`],
  ]),
]);

function families(text: string): [string, string[]][] {
  return text.split(',').flatMap((family) => {
    const [base = '', ...forms] = family.trim().split(' ');
    return forms.map((form): [string, string[]] => [form, [base]]);
  });
}
